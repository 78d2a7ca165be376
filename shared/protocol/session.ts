/** Signing in, and what a desk learns about itself. HTTP, JSON. */
import { z } from 'zod'
import { deviceIdSchema } from '../model/ids.ts'
import { deskSchema, newsroomSchema, personSchema } from '../model/people.ts'
import { instantSchema } from '../model/time.ts'

/** POST /v1/sessions */
export const signInSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(1024),
  device: deviceIdSchema,
})
export type SignIn = z.infer<typeof signInSchema>

/** Answer to a sign-in: 201. */
export const sessionSchema = z.object({
  /** Bearer token, opaque. */
  token: z.string(),
  expiresAt: instantSchema,
  person: personSchema,
  newsroom: newsroomSchema,
  desks: z.array(deskSchema),
})
export type Session = z.infer<typeof sessionSchema>

/** Every error answer over HTTP: 4xx or 5xx with this body. */
export const wireErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retry: z.enum(['later', 'never']),
  remedy: z.string().optional(),
  /** Milliseconds until trying again makes sense, where the server knows. */
  retryAfter: z.number().int().min(0).optional(),
})
