import type { Ctx } from 'guildhall/sdk';

export interface StageValue {
  readonly id: string;
  readonly name: string;
  /** Null for deals without a value. */
  readonly currency: string | null;
  readonly deals: number;
  readonly valueMinor: number;
}

/** Open deals of the first pipeline that has some, by stage and currency, in the order of the stages. */
export function openValueByStage(ctx: Ctx): Promise<StageValue[]> {
  return ctx.db.sql<StageValue>(
    `with open as (
       select stage_id, pipeline_id, currency, value_minor from crm_deals
       where workspace_id = $1 and status = 'open' and removed_at is null
     ), chosen as (
       select p.id from crm_pipelines p
       where p.workspace_id = $1 and p.removed_at is null and exists (select from open where pipeline_id = p.id)
       order by p.position, p.id limit 1
     )
     select s.id, s.name, open.currency, count(open.stage_id) as deals, coalesce(sum(open.value_minor), 0)::bigint as "valueMinor"
     from crm_stages s join chosen on s.pipeline_id = chosen.id left join open on open.stage_id = s.id
     where s.workspace_id = $1 and s.kind = 'open' and s.removed_at is null
     group by s.id, s.name, s.position, open.currency order by s.position, s.id, open.currency`,
    [ctx.workspace.id],
  );
}

export interface MonthValue {
  /** `2026-05`; null for deals that nobody said a day for. */
  readonly month: string | null;
  readonly currency: string;
  readonly deals: number;
  readonly valueMinor: number;
  /** Each deal by its probability. */
  readonly weightedMinor: number;
}

/** Open deals by the month they are expected to close in, and by currency. */
export function openValueByMonth(ctx: Ctx): Promise<MonthValue[]> {
  return ctx.db.sql<MonthValue>(
    `select to_char(closes_on, 'YYYY-MM') as month, currency, count(*) as deals,
       coalesce(sum(value_minor), 0)::bigint as "valueMinor",
       coalesce(round(sum(value_minor * probability / 100.0)), 0)::bigint as "weightedMinor"
     from crm_deals where workspace_id = $1 and status = 'open' and removed_at is null
     group by 1, 2 order by 1 nulls last, 2`,
    [ctx.workspace.id],
  );
}
