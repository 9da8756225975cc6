import { describe, expect, it } from 'vitest';
import { asciiSlug } from './ascii-slug';

describe('asciiSlug', () => {
  it('is fit for an e-mail address', () => {
    expect(asciiSlug('Dra. Íngrid Muñoz-Peña')).toBe('dra.ingrid.munoz.pena');
  });
});
