import { z } from 'zod';
import { text } from '../sdk/index.ts';
import { currency, locale, timezone } from './regional-settings.ts';

export const workspaceName = text({ required: true, max: 100 }).schema;

export const workspaceInput = z.object({ name: workspaceName, currency, timezone, locale });

export type WorkspaceInput = z.infer<typeof workspaceInput>;
