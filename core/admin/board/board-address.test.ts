import { expect } from 'chai';
import { readBoardAddress, readMore } from './board-address.ts';

const read = (query: string, within?: string) =>
  readBoardAddress('/w/a/crm/deals/board', new URLSearchParams(query), within);

describe('boards: addresses', () => {
  it('keep what narrows a board, and nothing else of a list', () => {
    const { address, filters } = read('q=x&sort=name&after=y&removed=true&limit=5&filter[a]=1&where={}');
    expect([...address.parameters.keys()]).to.deep.equal(['q', 'filter[a]', 'where']);
    expect([...filters.keys()]).to.deep.equal(['q', 'filter[a]', 'where']);
  });

  it('choose the board by its own parameter, or by a filter that means the same', () => {
    for (const query of ['pipelineId=7&q=x', 'q=x&filter[pipelineId]=7']) {
      const { within, address, filters } = read(query, 'pipelineId');
      expect(within).to.equal('7');
      expect(address.parameters.toString()).to.equal('pipelineId=7&q=x');
      expect(filters.toString()).to.equal('q=x');
    }
    expect(read('pipelineId=7').within).to.equal(null);
  });

  it('take numbers of cards only within reason', () => {
    const { shown } = read('shown=won:50,lost:3,new:9999,<x>:40,open:x');
    expect([...shown]).to.deep.equal([
      ['won', 50],
      ['lost', 25],
      ['new', 500],
    ]);
  });

  it('ask for more cards only by column and number', () => {
    expect(readMore(new URLSearchParams('column=won&offset=25'))).to.deep.equal({
      column: 'won',
      offset: 25,
    });
    expect(readMore(new URLSearchParams('column=&offset=25'))).to.deep.equal({ column: '', offset: 25 });
    for (const query of ['offset=25', 'column=won', 'column=won&offset=-1', 'column=won&offset=1e9']) {
      expect(readMore(new URLSearchParams(query)), query).to.equal(null);
    }
  });
});
