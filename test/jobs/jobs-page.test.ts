import { expect } from 'chai';
import type TestAgent from 'supertest/lib/agent.js';
import { inInstance } from '../../core/db/unit-of-work.ts';
import { queueFigures } from '../../core/jobs/operate/queue-figures.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';
