/** The one script of every page, and its styles: Vite writes both to out/server/public. */
import '../../../shared/reader/fonts.css'
import '../../../shared/reader/reader.css'
import { enhancePage } from '../../../shared/reader/enhance/page.ts'

enhancePage(document)
