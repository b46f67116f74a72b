import { describe, expect, test } from 'vitest';
import { LockTable } from '../../../../scenarios/harness/locks.js';

const never = new AbortController().signal;

describe('what a scenario holds', () => {
  test('is given at once when nobody has it', async () => {
    await new LockTable().acquire('A', ['patient:x', 'setting:y'], never);
  });

  test('is waited for when another scenario has any of it, and given when that one ends', async () => {
    const table = new LockTable();
    const order: string[] = [];
    await table.acquire('A', ['patient:x'], never);
    const second = table.acquire('B', ['patient:x', 'patient:z'], never).then(() => order.push('B'));
    const third = table.acquire('C', ['patient:z'], never).then(() => order.push('C'));
    await third;
    table.release('C', ['patient:z']);
    expect(order).toEqual(['C']);
    table.release('A', ['patient:x']);
    await second;
    expect(order).toEqual(['C', 'B']);
  });

  test('is never taken from its holder by another’s release', async () => {
    const table = new LockTable();
    await table.acquire('A', ['patient:x'], never);
    table.release('B', ['patient:x']);
    const stop = new AbortController();
    const waiting = table.acquire('C', ['patient:x'], stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
