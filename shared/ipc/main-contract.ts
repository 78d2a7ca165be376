/** Every call between a window and main (ipcRenderer ↔ ipcMain), checked by sender and schema. */
import { z } from 'zod'
import { storyIdSchema } from '../model/ids.ts'
import { languageSchema } from '../model/vocabulary.ts'
import { call } from './channel.ts'

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Language of menus and buttons; stories have their own. */
  language: languageSchema,
  listWidth: z.number().int().min(220).max(560),
  listOpen: z.boolean(),
  inspectorWidth: z.number().int().min(240).max(560),
  inspectorOpen: z.boolean(),
  server: z.string().nullable(),
  lastStory: storyIdSchema.nullable(),
  lastScreen: z.enum(['stories', 'desk', 'review', 'breaking', 'photos', 'plan', 'search']),
}

/** Some of the settings. Without defaults: what is not named must stay as it is. */
export const settingsChangeSchema = z.object(fields).partial()

export const settingsSchema = z.object({
  theme: fields.theme.default('system'),
  language: fields.language.default('en'),
  listWidth: fields.listWidth.default(320),
  listOpen: fields.listOpen.default(true),
  inspectorWidth: fields.inspectorWidth.default(300),
  inspectorOpen: fields.inspectorOpen.default(true),
  server: fields.server.default(null),
  lastStory: fields.lastStory.default(null),
  lastScreen: fields.lastScreen.default('stories'),
})
export type Settings = z.infer<typeof settingsSchema>

const nothing = z.object({})

export const mainCalls = {
  'settings:get': call({ takes: nothing, gives: settingsSchema }),
  'settings:set': call({
    takes: z.object({ change: settingsChangeSchema }),
    gives: settingsSchema,
  }),
  'app:info': call({
    takes: nothing,
    gives: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      /** Address handed over by `npm start`, if any. */
      suggestedServer: z.string().nullable(),
      /** True when that server holds the sample newsroom. */
      sample: z.boolean(),
      /** False where the system has no keyring: the person signs in at each start. */
      keepsSignIn: z.boolean(),
    }),
  }),
  /** Opens an http(s) address in the person's browser. */
  'app:open-in-browser': call({ takes: z.object({ url: z.url() }), gives: nothing }),
  'window:new': call({ takes: z.object({ story: storyIdSchema.nullable() }), gives: nothing }),
} as const
export type MainCalls = typeof mainCalls

/** Actions that menus and global shortcuts hand to the focused window. */
export const menuActions = [
  'new-story',
  'breaking-line',
  'next-action',
  'palette',
  'checks',
  'find-in-story',
  'search',
  'toggle-inspector',
  'preview',
  'screen-stories',
  'screen-desk',
  'screen-review',
  'screen-breaking',
  'screen-photos',
  'screen-plan',
  'screen-search',
  'next-pane',
  'show-keys',
  'work-offline',
  'add-pictures',
  'outbox',
  'set-aside',
  'after-merge',
] as const
export type MenuAction = (typeof menuActions)[number]
export const menuActionSchema = z.enum(menuActions)

/** What preload puts on `window.copydesk`. The engine's port arrives as a `message` event. */
export interface CopydeskBridge {
  call(name: keyof MainCalls, input: unknown): Promise<unknown>
  onMenuAction(listener: (action: MenuAction) => void): () => void
  onSettings(listener: (settings: Settings) => void): () => void
}

/** `data` of the window message that carries the engine's MessagePort; sent again when the engine restarts. */
export const enginePortMessage = 'copydesk:engine-port'
