import { allActions } from '../../actions/catalogue/action-catalogue.ts';
import { recordVerbs } from '../../actions/catalogue/record-verbs.ts';
import { namesIn, wordsOf } from '../../admin/actions/preview-model.ts';
import { screenField } from '../../admin/fields/screen-field.ts';
import { titleOf } from '../../admin/fields/title.ts';
import type { AskedOfRecord } from '../../admin/routes/record-asked.ts';
import { recordUrl } from '../../admin/shell/addresses.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import { humanise } from '../../sdk/index.ts';
import type { HistoryEntry } from '../read/record-history.ts';

/** View `resource/history`: which field went from what to what. */
export async function historyModel(
  asked: AskedOfRecord,
  entries: readonly HistoryEntry[],
  moreUrl: string | null,
) {
  const { runtime, scope, resource, id, translate } = asked;
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const all = entries.flatMap(({ changes }) =>
    Object.entries(changes).map(([field, [before, after]]) => ({
      ...{ resource: resource.id, field, before, after },
    })),
  );
  const names = await namesIn(asked, all);
  const nothing = translate('action.nothing');
  const label = (name: string) =>
    screenField(resource, customFields, name)?.label ?? humanise(name.replace(/^custom\./, ''));
  const title = titleOf(resource, await getRecord(runtime, scope, resource, id, { removed: true }));
  return {
    title: translate('history.title', { title }),
    crumb: title,
    crumbUrl: recordUrl(scope.workspace.slug, resource, id),
    moreUrl,
    entries: entries.map(({ at, actor, door, kind, action, changes }) => ({
      ...{ at, actor },
      kindWords: translate(`history.${kind}`),
      doneBy: titleOfDeed(asked, action),
      doorWords: translate(`audit.door.${door}`),
      changes: Object.entries(changes).map(([field, [before, after]]) => ({
        what: label(field),
        before: wordsOf(before, names, nothing),
        after: wordsOf(after, names, nothing),
      })),
    })),
  };
}

/** What was done, where that says more than that the record changed. */
function titleOfDeed({ runtime }: AskedOfRecord, id: string): string | null {
  const action = allActions(runtime.registry).get(id);
  const isVerb = action?.resource && recordVerbs.some((verb) => verb === action.verb);
  return action && !isVerb ? action.title : null;
}
