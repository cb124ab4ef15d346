/** The schema that belongs to the queue library; nothing of ours is in it. */
export const queueSchema = 'guildhall_queue';
export const wakeQueue = 'wake';

/**
 * The library's tables are the owner's, and the app may use them, but not inside a workspace's unit of work,
 * where plugins run. May run again.
 */
export const shareQueueSql = `
do $$
declare one record;
begin
  grant usage on schema ${queueSchema} to public;
  for one in select c.oid::regclass as name, c.oid from pg_class c
    where c.relnamespace = '${queueSchema}'::regnamespace and c.relkind in ('r', 'p') loop
    execute format('alter table %s enable row level security', one.name);
    execute format('alter table %s force row level security', one.name);
    if not exists (select from pg_policy where polrelid = one.oid) then
      execute format('create policy instance_rows on %s using (%s) with check (%s)', one.name,
        'nullif(current_setting(''app.workspace_id'', true), '''') is null',
        'nullif(current_setting(''app.workspace_id'', true), '''') is null');
    end if;
  end loop;
end $$`;
