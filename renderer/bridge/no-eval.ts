/** Imported first by each window: schemas then never probe for `eval`, which the CSP forbids and reports. */
import { config } from 'zod'

config({ jitless: true })
