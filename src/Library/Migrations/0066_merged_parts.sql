-- Merged parts stand behind the others: written in order at the end of the tree they fill its pages.
update object_key set part = 17592186044415 - part where part < 0;
update object_merge set part = 17592186044415 - part where part < 0;
