import { type Ctx, defineWidget, type ViewModel } from 'guildhall/sdk';
import { openValueByStage, type StageValue } from '../queries/open-value.ts';

export const openDeals = defineWidget({
  id: 'crm.open-deals',
  title: 'Open deals by stage',
  icon: 'layout-kanban',
  permission: 'crm:read',
  size: 'wide',
  order: 10,
  view: 'widgets/open-deals',
  model: stagesWithDeals,
});

/** A bar for each stage, as long as it has deals beside the fullest. */
async function stagesWithDeals(ctx: Ctx): Promise<ViewModel> {
  const values = await openValueByStage(ctx);
  const ids = [...new Set(values.map(({ id }) => id))];
  const stages = ids.map((id) =>
    stageOf(
      ctx,
      values.filter((value) => value.id === id),
    ),
  );
  const most = Math.max(1, ...stages.map(({ deals }) => deals));
  return { items: stages.map((stage) => ({ ...stage, share: Math.round((stage.deals / most) * 100) })) };
}

function stageOf({ workspace }: Ctx, values: readonly StageValue[]) {
  const [first] = values;
  const deals = values.reduce((total, one) => total + one.deals, 0);
  const query = `filter[stageId]=${first?.id}&filter[status]=open`;
  return {
    label: first?.name ?? '',
    href: `/w/${workspace.slug}/crm/deals?${query}`,
    deals,
    value: deals,
    amounts: values.flatMap(({ currency, valueMinor }) =>
      currency === null || valueMinor === 0 ? [] : [{ minor: valueMinor, currency }],
    ),
  };
}
