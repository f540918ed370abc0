-- What readiness writes and takes back: an insert that needs a new page, as accepting does sooner or
-- later. Nothing of it ever stays.
create unlogged table readiness_probe (filler text not null);
alter table readiness_probe alter column filler set storage plain;
