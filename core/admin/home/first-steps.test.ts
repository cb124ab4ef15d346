import { expect } from 'chai';
import type { Scope } from '../../scope.ts';
import { firstSteps } from './first-steps.ts';
import type { HomeCard } from './home-model.ts';

const everything = ['workspace:manage-members', 'workspace:manage-modules'];

function scopeWith(...grants: string[]): Scope {
  const workspace = { slug: 'acme' };
  return { workspace, grants: new Set(grants), enabledPlugins: new Set(['crm']) } as unknown as Scope;
}

function card(id: string, more: Partial<HomeCard> = {}): HomeCard {
  const words = { label: id, oneInline: id, manyInline: `${id}s`, icon: 'box', url: `/${id}` };
  const base = { newUrl: null, importUrl: `/${id}/import`, isMatched: true, count: 0, isCapped: false };
  return { id, ...words, ...base, ...more };
}

const translate = (key: string): string => key;

describe('home: first steps', () => {
  it('begin with what lists usually hold', () => {
    const cards = [card('deal', { isMatched: false }), card('contact')];
    const [first] = firstSteps({ scope: scopeWith(...everything), translate, cards, people: 1 });
    expect(first).to.include({ href: '/contact/import', isDone: false });
  });

  it('are gone once all is done', () => {
    const cards = [card('contact', { count: 3 })];
    expect(firstSteps({ scope: scopeWith(...everything), translate, cards, people: 2 })).to.deep.equal([]);
    expect(firstSteps({ scope: scopeWith(...everything), translate, cards, people: 1 })).to.have.length(3);
  });

  it('offer nobody what they may not do', () => {
    const cards = [card('contact', { importUrl: null })];
    expect(firstSteps({ scope: scopeWith(), translate, cards, people: 1 })).to.deep.equal([]);
  });
});
