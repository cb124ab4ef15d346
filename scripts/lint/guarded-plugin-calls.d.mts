import type { Rule } from 'eslint';

export const guardedPluginCalls: Rule.RuleModule;
