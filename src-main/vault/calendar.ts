// The bank holidays that come with the application, read once and joined by those that the school has entered in its own policy pack.
import { readFileSync } from 'node:fs'
import { coded } from 'shared/errors'
import type { Policy } from 'shared/policy'
import { bankHolidaySchema, makeCalendar, type Calendar } from 'shared/working-days'
import { bankHolidaysPath, type Places } from './places'

/** @throws `resources.missing` where the list cannot be read */
export function readCalendar(places: Places, policy: Policy): Calendar {
  try {
    return makeCalendar(bankHolidaySchema.parse(JSON.parse(readFileSync(bankHolidaysPath(places), 'utf8'))), policy.extraBankHolidays)
  } catch {
    throw coded('resources.missing', 'The list of bank holidays of this application is missing or damaged. Install Incident Room again.')
  }
}
