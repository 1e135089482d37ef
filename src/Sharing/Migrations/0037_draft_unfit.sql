alter table draft_gap add column unfit text not null default '';
