import { definePlugin } from 'guildhall/sdk';
import { greet } from './actions/greet.ts';
import { overview } from './pages/overview.ts';
import { greeting } from './resources/greeting.ts';

export default definePlugin({
  id: 'hello',
  title: 'Hello',
  description: 'Keeps greetings.',
  icon: 'puzzle',
  version: '0.1.0',
  compatible: '^0.1.0',
  permissions: {
    'hello:read': { label: 'See greetings', roles: ['viewer', 'member', 'admin'] },
    'hello:write': { label: 'Add and change greetings', roles: ['member', 'admin'] },
  },
  resources: [greeting],
  actions: [greet],
  pages: [overview],
  menu: [
    { label: 'Greetings', icon: 'puzzle', resource: greeting },
    { label: 'Overview', icon: 'chart-bar', page: '/overview' },
  ],
});
