import type { DataRow } from '../../csv/read-csv.ts';

export const batchSize = 500;

/** The same rows in portions of one transaction each. */
export async function* inBatches(pieces: AsyncIterable<readonly DataRow[]>): AsyncGenerator<DataRow[]> {
  let batch: DataRow[] = [];
  for await (const piece of pieces) {
    for (const row of piece) {
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
