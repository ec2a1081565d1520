-- breaking: no
-- why: the catalogue is read a page at a time, by kind and address, in an order that is the same on every engine

create index publication_kind on kernel.publication (kind, (iri collate "C"), id);
