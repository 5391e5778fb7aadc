package dev.fogline.router.privacy;

import java.util.Locale;
import java.util.Set;

/// Names of persons where a text says that they are: after a title, an introduction or a greeting,
/// and where a capitalised word is a common given name.
///
/// A list of given names knows the names of few peoples, and novels are full of them: this finder
/// misses more than it finds.
final class NameFinder implements Finder {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST_WORD = 30;

    private static final Set<String> TITLES =
            Set.of(
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "mx",
                    "dr",
                    "prof",
                    "professor",
                    "sir",
                    "madam",
                    "mme",
                    "monsieur",
                    "madame",
                    "herr",
                    "frau",
                    "señor",
                    "señora",
                    "sr",
                    "sra",
                    "signor",
                    "signora",
                    "dear",
                    "hi",
                    "hello",
                    "sincerely",
                    "regards",
                    "name",
                    "named",
                    "i'm",
                    "patient",
                    "sender");

    /// The commonest given names of the United States in a hundred years (Social Security
    /// Administration, "Top names over the last 100 years"), less those that are ordinary words.
    private static final Set<String> GIVEN =
            Set.of(
                    ("james michael robert john david william richard joseph thomas christopher charles daniel matthew"
                                    + " anthony steven andrew paul joshua kenneth kevin brian timothy ronald george jason"
                                    + " edward jeffrey ryan jacob nicholas gary eric jonathan stephen larry justin scott"
                                    + " brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry"
                                    + " tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy"
                                    + " walter keith roger mary patricia jennifer linda elizabeth barbara susan jessica"
                                    + " karen sarah lisa nancy sandra betty ashley emily kimberly margaret donna michelle"
                                    + " carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy"
                                    + " kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine"
                                    + " helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce"
                                    + " victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah"
                                    + " megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn"
                                    + " abigail sophia frances jean alice judy isabella julia alan")
                            .split(" "));

    @Override
    public void find(String text, Digits digits, Findings into) {
        int said = 0; // whether the word before speaks of a name: its end
        boolean introduces = false;
        for (int i = 0; i < text.length(); i++) {
            int start = i;
            while (i < text.length() && isLetter(text.charAt(i))) {
                i++;
            }
            if (i == start || i - start > LONGEST_WORD) {
                continue;
            }
            String word = text.substring(start, i).toLowerCase(Locale.ROOT);
            boolean introduced = introduces && start - said <= 3;
            introduces = TITLES.contains(word) || (word.equals("is") && speaksOfName(text, start));
            said = i;
            boolean capital = Character.isUpperCase(text.charAt(start));
            if (capital && !introduces && (introduced || GIVEN.contains(word))) {
                i = nameEnd(text, i);
                into.add(Kind.NAME, start, i);
                said = i;
            }
        }
    }

    /// `name is`.
    private static boolean speaksOfName(String text, int start) {
        return text.regionMatches(true, start - 5, "name ", 0, 5);
    }

    /// Takes the capitalised words and initials that follow.
    private static int nameEnd(String text, int firstEnd) {
        int end = firstEnd;
        for (int words = 1; words < MOST_WORDS; words++) {
            int start = Around.at(text, end) == '.' && end - firstEnd == 2 ? end + 2 : end + 1;
            if (Around.at(text, start - 1) != ' '
                    || !Character.isUpperCase(Around.at(text, start))) {
                break;
            }
            int next = start;
            while (next < text.length()
                    && next - start < LONGEST_WORD
                    && isLetter(text.charAt(next))) {
                next++;
            }
            end = next;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '\'' || c == '’';
    }
}
