/** People, desks and roles. */
import { z } from 'zod'
import { deskIdSchema, newsroomIdSchema, userIdSchema } from './ids.ts'
import { instantSchema } from './time.ts'
import { labelsSchema, languageSchema } from './vocabulary.ts'

export const roles = ['reporter', 'photo-editor', 'desk-chief', 'admin'] as const
export type Role = (typeof roles)[number]
export const roleSchema = z.enum(roles)

export const membershipSchema = z.object({ desk: deskIdSchema, role: roleSchema })
export type Membership = z.infer<typeof membershipSchema>

/** A person with the roles held on each desk. */
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string().min(1).max(120),
  email: z.email(),
  language: languageSchema,
  memberships: z.array(membershipSchema),
})
export type Person = z.infer<typeof personSchema>

export const deskSchema = z.object({ id: deskIdSchema, labels: labelsSchema })
export type Desk = z.infer<typeof deskSchema>

/** Everybody reads the stories of their desks only, or whoever works at a desk reads all. */
export const readingPolicies = ['by-desk', 'open'] as const
export type ReadingPolicy = (typeof readingPolicies)[number]

export const newsroomSchema = z.object({
  id: newsroomIdSchema,
  name: labelsSchema,
  slogan: labelsSchema,
  /** IANA zone in which desks show times. */
  timeZone: z.string(),
  /** What people read besides their own desks' stories; by desk when not said (`reading.ts`). */
  reading: z.enum(readingPolicies).optional(),
  /** When the backup was made from which its server was restored; not set if it never was. */
  restoredTo: instantSchema.optional(),
})
export type Newsroom = z.infer<typeof newsroomSchema>
