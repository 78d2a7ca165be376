/** How one call or event of the contract is written down. */
import type { z } from 'zod'

export interface Call<Takes extends z.ZodType = z.ZodType, Gives extends z.ZodType = z.ZodType> {
  readonly takes: Takes
  readonly gives: Gives
}

export const call = <Takes extends z.ZodType, Gives extends z.ZodType>(
  shape: Call<Takes, Gives>,
): Call<Takes, Gives> => shape

export type Calls = Record<string, Call>
export type Takes<C extends Calls, K extends keyof C> = z.input<C[K]['takes']>
export type Gives<C extends Calls, K extends keyof C> = z.output<C[K]['gives']>
export type Events = Record<string, z.ZodType>

/** Handlers for every call of a contract: parsed input in, plain answer out. */
export type Handlers<C extends Calls, Caller> = {
  [K in keyof C]: (
    input: z.output<C[K]['takes']>,
    caller: Caller,
  ) => Promise<z.input<C[K]['gives']>> | z.input<C[K]['gives']>
}
