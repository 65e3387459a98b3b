// The people of the sample investigation. Invented; their passphrases stand in demo.json, because the sample is there to be opened.

export const school = { name: 'Larkfield School', computer: 'Head’s office, laptop 3' }

/**
 * @typedef {object} Player
 * @property {string} name
 * @property {string} position
 * @property {string} role as the choice on the screen reads
 * @property {string} roleId
 * @property {string} passphrase
 * @property {string} pin session PIN
 */

/** @type {Record<'rita' | 'amina' | 'tom' | 'dana', Player>} */
export const cast = {
  rita: {
    name: 'Rita Okafor',
    position: 'Headteacher',
    role: 'Headteacher',
    roleId: 'head',
    passphrase: 'a kettle under the stairs',
    pin: '480213',
  },
  amina: {
    name: 'Amina Malik',
    position: 'Deputy head',
    role: 'Deputy head',
    roleId: 'deputy',
    passphrase: 'seven grey herons at noon',
    pin: '731904',
  },
  tom: {
    name: 'Tom Jarvis',
    position: 'Assistant head',
    role: 'Senior leader',
    roleId: 'senior',
    passphrase: 'bicycle lamp and marmalade',
    pin: '265518',
  },
  dana: {
    name: 'Dana Whitfield',
    position: 'Designated safeguarding lead',
    role: 'Designated safeguarding lead',
    roleId: 'dsl',
    passphrase: 'the quiet library window',
    pin: '907344',
  },
}
