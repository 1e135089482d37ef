-- Keys are moved from old parts into one: the room that they leave is found again soon, or the table would double.
alter table object_key set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
