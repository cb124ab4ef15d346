#!/bin/sh
# Runs once, when the database is made: the replica may connect from the network of these containers.
set -eu
echo 'host replication guildhall samenet scram-sha-256' >>"$PGDATA/pg_hba.conf"
