import { describe, expect, it } from 'vitest';
import { foldName } from './fold-name';

describe('foldName', () => {
  it('folds case, width and spaces, and keeps accents', () => {
    expect(foldName('  José\u00a0 María\tPÉREZ ')).toBe('josé maría pérez');
    expect(foldName('Ａｎａ')).toBe('ana');
    expect(foldName('Jose\u0301')).toBe(foldName('José'));
  });
});
