import type { Config } from 'tailwindcss';

/** A colour that has a value for light and one for dark, both in src/app/globals.css. */
const token = (name: string) => `var(--${name})`;

/**
 * The theme. Components name what a colour is for (`bg-primary-soft`, `text-danger-strong`), never a colour: the two palettes
 * stay in one place. `-soft` is a background, `-strong` the text that reads on it (AA) and on a card.
 */
export default {
  darkMode: ['selector', '.dark'],
  theme: {
    extend: {
      colors: {
        background: token('background'),
        foreground: token('foreground'),
        card: token('card'),
        popover: token('popover'),
        sidebar: token('sidebar'),
        muted: { DEFAULT: token('muted'), foreground: token('muted-foreground') },
        border: token('border'),
        input: token('input'),
        ring: token('ring'),
        primary: {
          DEFAULT: token('primary'),
          hover: token('primary-hover'),
          foreground: token('primary-foreground'),
          soft: token('primary-soft'),
          strong: token('primary-strong'),
        },
        danger: {
          DEFAULT: token('danger'),
          hover: token('danger-hover'),
          foreground: token('danger-foreground'),
          soft: token('danger-soft'),
          strong: token('danger-strong'),
        },
        success: { DEFAULT: token('success'), soft: token('success-soft'), strong: token('success-strong') },
        warning: { DEFAULT: token('warning'), soft: token('warning-soft'), strong: token('warning-strong') },
        code: { DEFAULT: token('code'), foreground: token('code-foreground') },
        brand: { DEFAULT: token('brand'), foreground: token('brand-foreground'), muted: token('brand-muted') },
      },
      borderRadius: { sm: '5px', md: '7px', lg: '10px', xl: '14px' },
      boxShadow: {
        card: token('shadow-card'),
        raised: token('shadow-raised'),
        overlay: token('shadow-overlay'),
      },
      fontFamily: {
        sans: ['var(--font-sans)', 'ui-sans-serif', 'system-ui', 'Segoe UI', 'Roboto', 'sans-serif'],
        mono: ['var(--font-mono)', 'ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'monospace'],
      },
      fontSize: { '2xs': ['0.6875rem', '1rem'], sm: ['0.8125rem', '1.25rem'], base: ['0.875rem', '1.375rem'] },
      keyframes: {
        'fade-in': { from: { opacity: '0' } },
        'pop-in': { from: { opacity: '0', transform: 'translateY(6px) scale(0.985)' } },
        'slide-in': { from: { transform: 'translateX(-100%)' } },
        'rise-in': { from: { opacity: '0', transform: 'translateY(12px)' } },
      },
      animation: {
        'fade-in': 'fade-in 140ms ease-out',
        'pop-in': 'pop-in 160ms cubic-bezier(0.2, 0.9, 0.3, 1)',
        'slide-in': 'slide-in 200ms cubic-bezier(0.2, 0.9, 0.3, 1)',
        'rise-in': 'rise-in 180ms cubic-bezier(0.2, 0.9, 0.3, 1)',
      },
    },
  },
} satisfies Config;
