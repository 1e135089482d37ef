using Infohub.Community.Public;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Streams;

/// <summary>What a person may follow, or mute; the numbers of circles, organisations and persons are those of parts.</summary>
internal static class ChoiceKind
{
    public const int Circle = 2;
    public const int Organisation = 3;
    public const int Person = 4;
    public const int Word = 5;
    public const int Sector = 6;
    public const int Tag = 9;

    private static readonly Dictionary<string, int> Words = new(StringComparer.Ordinal)
    {
        ["circle"] = Circle,
        ["organisation"] = Organisation,
        ["person"] = Person,
        ["word"] = Word,
        ["sector"] = Sector,
        ["tag"] = Tag,
    };

    /// <summary>0 for an unknown word.</summary>
    public static int Parse(string? word) => Words.GetValueOrDefault(word ?? "");

    public static string WordOf(int kind) => Words.First(w => w.Value == kind).Key;
}

/// <summary>One thing that its owner follows, or mutes.</summary>
/// <param name="Ref">The number of the circle, organisation, person or watched term; 0 for a sector, the hash of a muted tag.</param>
/// <param name="Word">The watched words or the tag as they were typed, or the sector's code.</param>
/// <param name="Uid">The address, where it has one.</param>
internal sealed record Choice(bool Muted, int Kind, long Ref, string Word, string Uid, string Name, string NameZh)
{
    /// <summary>How a form names it again.</summary>
    public string Address => Kind >= ChoiceKind.Word ? Word : Uid;

    /// <summary>Where what it stands for is shown.</summary>
    public string Href => Kind switch
    {
        ChoiceKind.Circle => "/circles/" + Uid,
        ChoiceKind.Organisation => "/organisations/" + Uid,
        ChoiceKind.Person => "/people/" + Uid,
        ChoiceKind.Sector => "/?view=all&sector=" + Uri.EscapeDataString(Word),
        ChoiceKind.Tag => "/search?tag=" + Uri.EscapeDataString(Word),
        _ => "/search?q=" + Uri.EscapeDataString(Word),
    };

    /// <summary>Its name in the reader's language; what was typed is masked.</summary>
    public string InWords(Words words) => Kind switch
    {
        ChoiceKind.Word or ChoiceKind.Tag => Masking.MaskText(Word),
        ChoiceKind.Sector => Sectors.Find(Word)?.In(words.Language) ?? Word,
        _ => words.Name(Name, NameZh),
    };

    /// <summary>All of one person; a circle that they may not know of any more is left out.</summary>
    public static async Task<List<Choice>> OfAsync(Sql sql, Viewer viewer, CancellationToken stop)
    {
        var all = await sql.ListAsync(
            $"""
            select f.muted, f.kind, f.ref, f.word, coalesce(c.uid, o.uid, p.uid, ''), coalesce(c.name, o.name, p.name, ''), coalesce(c.name_zh, o.name_zh, '')
            from stream_choice f left join circle c on f.kind = 2 and c.id = f.ref and {KnownCircles.Sql}
              left join organisation o on f.kind = 3 and o.id = f.ref left join person p on f.kind = 4 and p.id = f.ref
            where f.person_id = @person order by f.kind, 6, f.word
            """,
            static r => new Choice(r.Bool(0), r.Int(1), r.Long(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6)),
            stop,
            KnownCircles.Values(viewer));
        return all.FindAll(c => c.Kind >= ChoiceKind.Word || c.Uid.Length > 0);
    }
}
