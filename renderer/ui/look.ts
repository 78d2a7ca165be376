/** The desk's look: imported once by each window. */
import './fonts.css'
import './tokens.css'
import './base.css'
