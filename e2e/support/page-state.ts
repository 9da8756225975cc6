import type { Page } from '@playwright/test';

/** One state in which a person may see a page: for the accessibility test, and for the screenshots. */
export type PageState<World> = {
  name: string;
  /** Leads a page, signed in if the world has a login, to the state. */
  open: (page: Page, world: World) => Promise<void>;
};
