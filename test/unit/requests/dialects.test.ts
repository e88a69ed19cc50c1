import { describe, expect, it } from 'vitest';
import { clients, expectations, features, outcomeOf } from './dialectFiles.ts';

describe.each(clients)('a file written for %s', client => {
  const expected = expectations(client);

  it('has an expectation for each feature, and a file for each expectation', () => {
    expect(Object.keys(expected).sort()).toEqual(features(client));
  });

  it.each(Object.entries(expected))('sends what it means or says why not: %s', (feature, wanted) => {
    const { requests, notes } = wanted;
    expect(outcomeOf(client, feature, wanted.values)).toEqual({ requests, ...(notes && { notes }) });
  });
});
