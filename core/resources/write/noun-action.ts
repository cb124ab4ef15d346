import { type Fields, NotFound, type Resource, type ResourceAction } from '../../sdk/index.ts';

/** The declared action behind a noun. @throws NotFound */
export function actionOf(resource: Resource, noun: string): ResourceAction<Fields> {
  const { actions } = resource.options;
  const action = actions && Object.hasOwn(actions, noun) ? actions[noun] : undefined;
  if (!action) throw new NotFound('There is nothing here.');
  return action as ResourceAction<Fields>;
}
