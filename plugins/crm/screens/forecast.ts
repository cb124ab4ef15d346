import { type Ctx, definePage, type ViewModel } from 'guildhall/sdk';
import { z } from 'zod';
import { forecastMonths, sums } from '../domain/forecast/months.ts';
import { openValueByMonth } from '../queries/open-value.ts';

export const forecast = definePage({
  path: '/forecast',
  title: 'Forecast',
  icon: 'chart-bar',
  permission: 'crm:read',
  view: 'forecast',
  input: z.strictObject({}),
  model: pipelineAhead,
});

/** What the open deals may bring, month by month. */
async function pipelineAhead(ctx: Ctx): Promise<ViewModel> {
  const values = await openValueByMonth(ctx);
  const months = forecastMonths(values, ctx.now().toISOString().slice(0, 10));
  const late = months.filter(({ isLate }) => isLate).reduce((total, { deals }) => total + deals, 0);
  return { months, all: { ...sums(values) }, late, boardUrl: `/w/${ctx.workspace.slug}/crm/deals/board` };
}
