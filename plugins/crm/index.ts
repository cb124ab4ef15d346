import { definePlugin } from 'guildhall/sdk';
import { makeDefaultPipeline } from './domain/pipelines/default-pipeline.ts';
import { events } from './events.ts';
import { tellOwnerOfNewDeal } from './listeners/tell-owner-of-new-deal.ts';
import { dealBeingEdited, editDeal } from './live/deal-editing.ts';
import { dealAssigned } from './notifications/deal-assigned.ts';
import { permissions } from './permissions.ts';
import { personalData } from './personal-data/personal-data.ts';
import { company } from './resources/company.ts';
import { contact } from './resources/contact.ts';
import { contactMerge } from './resources/contact-merge.ts';
import { deal } from './resources/deal.ts';
import { interaction } from './resources/interaction.ts';
import { pipeline } from './resources/pipeline.ts';
import { prospect } from './resources/prospect.ts';
import { stage } from './resources/stage.ts';
import { stageChange } from './resources/stage-change.ts';
import { dealEditing } from './screens/deal-editing.ts';
import { forecast } from './screens/forecast.ts';
import { myTasks } from './screens/my-tasks.ts';
import { openDeals } from './screens/open-deals.ts';

export default definePlugin({
  id: 'crm',
  title: 'CRM',
  description: 'Contacts, companies, prospects and the deals you work on with them.',
  icon: 'address-book',
  version: '1.0.0',
  compatible: '^0.1.0',
  defaultOn: true,
  permissions,
  resources: [contact, company, deal, prospect, interaction, pipeline, stage, stageChange, contactMerge],
  events,
  personalData,
  listens: [tellOwnerOfNewDeal],
  notifications: [dealAssigned],
  sockets: [editDeal],
  liveMessages: [dealBeingEdited],
  regions: [dealEditing],
  pages: [forecast],
  widgets: [openDeals, myTasks],
  menu: [
    { label: 'Deals', icon: 'layout-kanban', resource: deal, view: 'board' },
    { label: 'Forecast', icon: 'chart-bar', page: '/forecast' },
    { label: 'Contacts', icon: 'users', resource: contact },
    { label: 'Companies', icon: 'building', resource: company },
    { label: 'Prospects', icon: 'target-arrow', resource: prospect, view: 'board' },
    { label: 'Activities', icon: 'activity', resource: interaction },
    { label: 'Pipelines', icon: 'git-branch', resource: pipeline },
  ],
  seed: makeDefaultPipeline,
});
