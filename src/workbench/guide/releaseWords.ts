import { l10n } from 'vscode';
import type { GuideRelease, ReleaseView, StatementView } from '../../panels/guide/messages.ts';
import { documented, reported } from './statements.ts';
import type { ReleaseGuess } from './release.ts';

/** What the release means for a new application; `said` is what the person chose. */
export function releaseView(guess: ReleaseGuess, said: GuideRelease | undefined): ReleaseView {
  const release = said ?? guess.release;
  return {
    chosen: said ?? 'inferred',
    text: said === undefined ? guessWords(guess) : saidWords(said),
    isWarning: release !== 'before-2027.1',
    consequences: consequencesOf(release),
  };
}

function guessWords({ why }: ReleaseGuess): string {
  switch (why) {
    case 'practice':
      return l10n.t(
        'Assumed: 2026.2, unless its practice controls were set to another release. A new application for tokens is possible.',
      );
    case 'before-any':
      return l10n.t(
        'Assumed from today’s date: 2026.2 or earlier. A new application for tokens is still possible. NetSuite shows the release at the bottom of its home page.',
      );
    case 'being-upgraded':
      return l10n.t(
        'Not known: accounts are upgraded to 2027.1 one after the other in these months (the months are assumed). Look at the bottom of NetSuite’s home page and choose here.',
      );
    case 'after-all':
      return l10n.t(
        'Assumed from today’s date: 2027.1 or later, in which no new application can use tokens. NetSuite shows the release at the bottom of its home page.',
      );
  }
}

function saidWords(release: GuideRelease): string {
  switch (release) {
    case 'before-2027.1':
      return l10n.t('As you said: 2026.2 or earlier. A new application for tokens is still possible.');
    case 'from-2027.1':
      return l10n.t('As you said: 2027.1 or later. No new application can use tokens.');
    case 'unknown':
      return l10n.t('Not known. Look at the bottom of NetSuite’s home page before you plan a new application.');
  }
}

function consequencesOf(release: GuideRelease): readonly StatementView[] {
  return [
    ...(release === 'before-2027.1'
      ? [
          documented(
            l10n.t('Since 2026.1 Oracle advises OAuth 2.0 and REST for new integrations.'),
            'article_2104046421',
          ),
        ]
      : []),
    documented(
      l10n.t(
        'From 2027.1 no new integration can use Token-based Authentication, whether for SOAP, REST or RESTlets. Existing ones run on, and their records may be edited.',
      ),
      'section_158921905537',
    ),
    ...(release === 'before-2027.1'
      ? []
      : [
          documented(
            l10n.t(
              'New integrations use OAuth 2.0: client credentials with a certificate, or the authorization code with PKCE.',
            ),
            'section_0525020842',
          ),
        ]),
    reported(
      l10n.t('Support for existing ones is announced to end later: 2028.1 or 2028.2 are reported, both tentative.'),
    ),
  ];
}
