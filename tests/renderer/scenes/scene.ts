// A scene: what lies ready, and what somebody does to come to the screen that is looked at.
import type { Page } from 'playwright'
import type { Answers } from '../harness/scripted-room'

export interface Scene {
  /** Numbered in the order of the procedure, so that the pictures of all scenes read as a story. */
  readonly name: string
  readonly answers: Answers
  readonly steps?: (page: Page) => Promise<void>
  /** What must be on the screen in the end: its heading. */
  readonly heading: string | RegExp
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
export const follow = (page: Page, name: string) => page.getByRole('link', { name }).first().click()
export const fill = (page: Page, label: string | RegExp, text: string) => page.getByLabel(label).fill(text)
