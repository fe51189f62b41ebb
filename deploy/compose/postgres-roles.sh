#!/bin/sh
# Runs once, when the database is new: the role that the product runs as owns nothing and cannot pass row security by.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/postgres_runtime)" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role wakil_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';
grant connect on database wakil to wakil_app;
SQL
