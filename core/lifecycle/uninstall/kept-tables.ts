/**
 * Tables that may go on naming a plugin once it is uninstalled, each with the reason. Everything else that carries its
 * name goes.
 */
export const keptTables: Readonly<Record<string, string>> = {
  instance_audit:
    'The trail of the instance: who installed and uninstalled it, and when. Nobody may strike from it.',
  audit_log: 'The trail of each workspace: who did what through it. It outlives what it tells of.',
  plugin_states: 'That it was here and was uninstalled, so that its folder does not bring it back by itself.',
};
