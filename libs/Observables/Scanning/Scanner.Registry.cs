namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    private const int LongestKey = 512;
    private const int LongestSegment = 80;

    /// <summary>A key under one of the hives. A segment may hold spaces only where another one follows: the sentence goes on behind the last.</summary>
    private bool TryRegistryKey(int start, out Hit hit)
    {
        var end = start;
        while (end - start < 20 && (char.IsAsciiLetter(At(end)) || At(end) == '_'))
        {
            end++;
        }

        var name = text[start..end];
        end += At(end) == ':' ? 1 : 0;
        if (At(end) != '\\' || Hives.Of(name) is null)
        {
            return Refuse(out hit);
        }

        var segments = 0;
        while (At(end) == '\\' && end - start < LongestKey)
        {
            var first = end + (At(end + 1) == '\\' ? 2 : 1);
            var last = EndOfSegment(first);
            if (last == first)
            {
                break;
            }

            end = last;
            segments++;
        }

        while (end > start && text[end - 1] is '.' or ',' or ')' or ']')
        {
            end--;
        }

        return segments > 0 ? Accept(Hit.Whole(ObservableKind.RegistryKey, start, end), out hit) : Refuse(out hit);
    }

    private readonly int EndOfSegment(int first)
    {
        var (at, space) = (first, -1);
        while (at < text.Length && at - first < LongestSegment && IsKeyCharacter(text[at]) && !(text[at] == ' ' && At(at + 1) == ' '))
        {
            space = text[at] == ' ' && space < 0 ? at : space;
            at++;
        }

        return space < 0 || At(at) == '\\' ? at : space;
    }

    private static bool IsKeyCharacter(char c) => Chars.IsLabel(c) || c is ' ' or '.' or '{' or '}' or '(' or ')' or '+' or '*' or '$' or '&' or '#';
}
