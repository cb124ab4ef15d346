/** In columns of these names, whatever the table, the core names plugins, or things of theirs as `<plugin>.<word>`. */
export const namingColumns: readonly string[] = [
  ...['id', 'plugin', 'plugin_id', 'resource', 'target', 'group_id', 'event', 'job', 'listener', 'schedule'],
  ...['action', 'type', 'meter', 'webhook', 'held_by'],
];

/** Lists in which single elements name things of plugins; the row stays when they go. */
export const namingLists: readonly {
  readonly table: string;
  readonly column: string;
  readonly isText: boolean;
}[] = [
  { table: 'api_keys', column: 'scopes', isText: true },
  { table: 'home_arrangements', column: 'tiles', isText: false },
  { table: 'action_rules', column: 'rules', isText: false },
];

/**
 * Columns of text and JSON in the tables of the core that name no plugin, so that a new one cannot be forgotten: a test
 * holds every column to be named here, above, or in a table that is kept.
 */
export const otherColumns: Readonly<Record<string, readonly string[]>> = {
  // Rows that are found by another column of theirs, or by the row they belong to.
  action_approvals: ['args', 'effect', 'risk', 'preview', 'versions', 'result', 'reason', 'door'],
  action_keys: ['key', 'answer'],
  custom_fields: ['key', 'label', 'help', 'choices'],
  custom_values: ['text_value'],
  events: ['payload'],
  import_batches: ['also_created', 'updated'],
  import_failures: ['problems', 'cells'],
  import_mappings: ['signature', 'mapping', 'options'],
  imports: [
    'file_key',
    'file_name',
    'format',
    'first_lines',
    'columns',
    'mapping',
    'options',
    'check_result',
    'reason',
  ],
  instance_secrets: ['place', 'key_id', 'sealed'],
  instance_settings: ['values'],
  jobs: ['payload', 'key', 'lane', 'progress_note', 'last_error'],
  notification_preferences: ['channel'],
  notifications: ['payload', 'dedupe_key'],
  plugin_breakers: ['what', 'reason'],
  plugin_browser_faults: ['file', 'message'],
  plugin_consents: ['version', 'capabilities', 'by_name'],
  plugin_installations: ['package', 'previous', 'phase', 'steps_before'],
  plugin_packages: ['sha256', 'version', 'source', 'summary'],
  schedules: ['cron', 'time_zone'],
  secrets: ['place', 'key_id', 'sealed'],
  user_settings: ['values'],
  webhook_deliveries: ['delivery_id', 'payload'],
  webhook_endpoints: ['label', 'token_hash', 'last_refusal'],
  workspace_holds: ['reason'],
  workspace_settings: ['values'],
  // Which plugins must be on for a listener to be told; written anew at each start.
  listeners: ['needs'],
  // Counts of the last minutes, which go by themselves; those of actions go with the plugin.
  rate_limits: ['key'],
  // Of people and of the instance.
  audit_erasures: ['mention'],
  archive_tasks: ['file', 'recipient', 'asked_by', 'note', 'sha256', 'error'],
  backup_plan: ['rhythm', 'at_time', 'time_zone', 'recipient'],
  api_keys: ['custom', 'name', 'prefix', 'secret_hash'],
  event_reader: ['seen', 'until'],
  invitations: ['custom', 'email', 'role', 'token_hash'],
  memberships: ['custom', 'role'],
  mutings: ['scope', 'reason'],
  password_links: ['token_hash'],
  restart_turns: ['duty', 'holder'],
  sessions: ['sid', 'sess'],
  users: ['email', 'name', 'password_hash', 'locale', 'timezone'],
  workspaces: ['slug', 'name', 'currency', 'timezone', 'locale'],
};

/** Of any table: who did something and what came of it, told in words of the core. */
export const plainColumns: readonly string[] = [
  ...['actor', 'actor_name', 'args_hash', 'custom', 'decided_by_name', 'kind', 'request_id', 'state', 'name'],
];
