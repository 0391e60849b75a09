#!/bin/sh
# Run once by the PostgreSQL image, on an empty data folder: the owner, who migrates, and the application, who may not.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  --set owner_password="$DATABASE_OWNER_PASSWORD" --set app_password="$DATABASE_APP_PASSWORD" <<'SQL'
CREATE ROLE rostrum_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE rostrum_app LOGIN PASSWORD :'app_password';
CREATE DATABASE rostrum OWNER rostrum_owner;
SQL
