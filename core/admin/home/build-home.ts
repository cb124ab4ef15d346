import { workspacePeople } from '../people.ts';
import type { Asked } from '../routes/asked.ts';
import { firstSteps } from './first-steps.ts';
import { greetingFor, todayIn } from './greeting.ts';
import { homeCards } from './home-cards.ts';
import { homeChanges } from './home-changes.ts';
import type { HomeModel } from './home-model.ts';
import { menuResources } from './menu-resources.ts';
import { tilesOf } from './tiles/tiles-of.ts';

/** What somebody sees first in a workspace. */
export async function buildHome(asked: Asked): Promise<HomeModel> {
  const { runtime, scope, region, translate } = asked;
  const resources = menuResources(runtime, scope);
  const [cards, changes, people, tiles] = await Promise.all([
    homeCards(runtime, scope, resources),
    homeChanges(asked, resources),
    workspacePeople(runtime, scope),
    tilesOf(asked),
  ]);
  const now = runtime.now();
  const mayChoose = cards.length === 0 && scope.grants.has('workspace:manage-modules');
  return {
    greeting: greetingFor(translate, scope.actor.name, now, region),
    today: todayIn(now, region),
    tiles,
    arrangeUrl: tiles.length > 0 ? `/w/${scope.workspace.slug}/home/arrangement` : null,
    hasShownTiles: tiles.some(({ isHidden }) => !isHidden),
    cards,
    changes,
    steps: cards.length > 0 ? firstSteps({ scope, translate, cards, people: people.length }) : [],
    modulesUrl: mayChoose ? `/w/${scope.workspace.slug}/settings/modules` : null,
  };
}
