import { z } from 'zod';

/** The output of an operation that answers 204. */
export const nothing = z.null();
