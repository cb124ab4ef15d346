import { type Ctx, defineWidget, type ViewModel } from 'guildhall/sdk';
import { tasksDue } from '../queries/tasks-due.ts';
import { interactionFields } from '../resources/interaction-fields.ts';

const aheadMs = 7 * 24 * 60 * 60 * 1000;
const most = 6;

export const myTasks = defineWidget({
  id: 'crm.my-tasks',
  title: 'My tasks due',
  icon: 'checkbox',
  permission: 'crm:read',
  order: 20,
  view: 'widgets/my-tasks',
  model: dueSoon,
});

/** What is late or due within a week and assigned to whoever looks. */
async function dueSoon(ctx: Ctx): Promise<ViewModel> {
  const { userId } = ctx.actor;
  const now = ctx.now();
  const due = userId ? await tasksDue(ctx, userId, new Date(now.getTime() + aheadMs), most) : [];
  const icons = new Map(interactionFields.type.choices?.map(({ value, icon }) => [value, icon]));
  const items = due.map(({ id, subject, type, dueAt }) => ({
    title: subject,
    href: `/w/${ctx.workspace.slug}/crm/interactions/${id}`,
    icon: icons.get(type) ?? 'checkbox',
    at: dueAt,
    isUrgent: Date.parse(dueAt) < now.getTime(),
  }));
  return { items };
}
