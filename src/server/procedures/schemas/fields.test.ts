import { describe, expect, it } from 'vitest';
import { emailInput, line, paragraph } from './fields';

describe('line', () => {
  it('is trimmed, and measured as it was sent, in characters', () => {
    expect(line(10).parse('  Asha  ')).toBe('Asha');
    expect(line(4).safeParse(' Asha').success).toBe(false);
    expect(line(4).parse('🦷🦷🦷🦷')).toBe('🦷🦷🦷🦷');
  });

  it.each(['', ' ', '\u00a0\u3000'])('%j is empty', (text) => {
    expect(
      line(10)
        .safeParse(text)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['Must not be empty.']);
  });

  it.each(['\nAsha', 'Asha\n', 'a\u0000', 'a\u2028b', '\ud800'])('%j is no line', (text) => {
    expect(line(10).safeParse(text).error?.issues[0]?.message).toBe('Must not contain control characters.');
  });
});

it('a paragraph has breaks and tabs, and no other control characters', () => {
  expect(paragraph(20).parse('\none\n\ttwo\r\n')).toBe('one\n\ttwo');
  expect(paragraph(20).safeParse('\n\n').error?.issues[0]?.message).toBe('Must not be empty.');
  expect(paragraph(20).safeParse('a\u000bb').success).toBe(false);
});

describe('emailInput', () => {
  it.each(['asha.menon@example.com', "o'brien+x/y=z@mail.example.co", 'a&b@1and1.example'])('takes %s', (address) => {
    expect(emailInput().safeParse(address).success).toBe(true);
  });

  it.each(['.asha@example.com', 'asha..menon@example.com', 'asha@localhost', 'asha@-a.example', `a@${'a'.repeat(64)}.com`])(
    'refuses %s',
    (address) => {
      expect(emailInput().safeParse(address).success).toBe(false);
    },
  );
});
