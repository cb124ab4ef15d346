import {
  type Choice,
  type Field,
  type Fields,
  humanise,
  labelsOf,
  type Resource,
  type ResourceOptions,
} from '../../sdk/index.ts';
import { type OwnWords, translatedItem, withChanges } from './translated-item.ts';

/**
 * A resource with its words in another language: `resources.contact.one` and `.many`, `.fields.firstName.label`
 * and `.help`, `.fields.status.choices.new`, `.actions.closing.label`, `.form.<section>`, `.related.<list>`.
 */
export function translatedResource(resource: Resource, words: OwnWords): Resource {
  const key = `resources.${resource.noun}`;
  const fields = translatedFields(resource.fields, `${key}.fields`, words);
  const options = withChanges(resource.options, {
    ...labels(resource, key, words),
    ...sections(resource.options, key, words),
    ...related(resource.options, key, words),
    ...actions(resource.options, key, words),
  });
  const isSame = fields === resource.fields && options === resource.options;
  return isSame ? resource : Object.freeze({ ...resource, fields, options });
}

/** The fields of a resource, a form or settings. */
export function translatedFields(fields: Fields, key: string, words: OwnWords): Fields {
  const all = Object.entries(fields).map(
    ([name, field]) => [name, translatedField(name, field, `${key}.${name}`, words)] as const,
  );
  return all.every(([name, field]) => field === fields[name]) ? fields : Object.fromEntries(all);
}

function translatedField(name: string, field: Field, key: string, words: OwnWords): Field {
  const labelled = { ...field, label: field.label ?? humanise(name) };
  const named = translatedItem(labelled, key, words);
  const choices = field.choices?.map((choice) => translatedChoice(choice, key, words));
  const isSame =
    named === labelled && choices?.every((choice, at) => choice === field.choices?.[at]) !== false;
  return isSame ? field : { ...named, choices };
}

function translatedChoice(choice: Choice, key: string, words: OwnWords): Choice {
  const label = words(`${key}.choices.${choice.value}`);
  return label === null ? choice : { ...choice, label };
}

type Changes = Partial<ResourceOptions<Fields>>;

function labels(resource: Resource, key: string, words: OwnWords): Changes {
  const [one, many] = labelsOf(resource);
  const [ownOne, ownMany] = [words(`${key}.one`), words(`${key}.many`)];
  return ownOne === null && ownMany === null ? {} : { label: [ownOne ?? one, ownMany ?? many] };
}

function sections({ form }: ResourceOptions<Fields>, key: string, words: OwnWords): Changes {
  const translated = form?.map((section) => {
    const title = words(`${key}.form.${slugOf(section.title)}`);
    return title === null ? section : { ...section, title };
  });
  return translated?.some((section, at) => section !== form?.[at]) ? { form: translated } : {};
}

function related({ related: lists }: ResourceOptions<Fields>, key: string, words: OwnWords): Changes {
  const translated = lists?.map((list) => {
    const label = list.label === undefined ? null : words(`${key}.related.${slugOf(list.label)}`);
    return label === null ? list : { ...list, label };
  });
  return translated?.some((list, at) => list !== lists?.[at]) ? { related: translated } : {};
}

function actions({ actions: declared = {} }: ResourceOptions<Fields>, key: string, words: OwnWords): Changes {
  const translated = Object.entries(declared).map(([noun, action]) => {
    const own = `${key}.actions.${noun}`;
    const named = translatedItem(action, own, words);
    const form = action.form && translatedFields(action.form, `${own}.fields`, words);
    return [noun, form === action.form ? named : { ...named, form }] as const;
  });
  const isSame = translated.every(([noun, action]) => action === declared[noun]);
  return isSame ? {} : { actions: Object.fromEntries(translated) };
}

function slugOf(words: string): string {
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('-');
}
