using System.Globalization;
using System.Text;
using Infohub.Community.Public;
using Infohub.Markings;

namespace Infohub.Bench;

/// <summary>The same community for the same number: 1,000 organisations, 5,000 persons, 200 circles, and items as in a programme that shares widely.</summary>
internal sealed class World
{
    public const int Organisations = 1000;
    public const int PersonsEach = 5;

    /// <summary>The sixth of the first organisations, without keys: 5,000 persons in all, though partner hubs have none.</summary>
    public const int SixthPersons = PartnerHubs * PersonsEach;

    public const int Circles = 200;
    public const int PartnerHubs = 10;
    public const int BroadOrganisations = 10;

    /// <summary>In half of all items, in one of 20, in one of 20,000, in none.</summary>
    public const string Common = "phishing";
    public const string Phrase = "credential harvesting";
    public const string Rare = "quokka";
    public const string Absent = "zyzzyvaabsent";

    private static readonly string[] Chinese =
    [
        "假冒登入頁面要求輸入密碼", "勒索軟件經遠端桌面入侵", "请立即修补此漏洞", "釣魚電郵附有惡意連結", "供應鏈攻擊影響多個機構", "发现可疑的网络流量", "懷疑資料外洩，現正調查", "請封鎖以下網址",
    ];

    private readonly string[] words;
    private readonly Random random;

    public World(int seed)
    {
        random = new Random(seed);
        var letters = new Random(7);
        words = [.. Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, letters.Next(2, 5)).Select(_ => "bcdfghjklmnprstvz"[letters.Next(17)].ToString() + "aeiou"[letters.Next(5)])))];
    }

    /// <summary>Organisations of each circle: 5 to 120, the broad ones in three of four.</summary>
    public static long[][] Members()
    {
        var pick = new Random(11);
        return [.. Enumerable.Range(0, Circles).Select(c =>
        {
            var size = 5 + (int)(115 * Math.Pow(pick.NextDouble(), 2));
            var set = Enumerable.Range(1, BroadOrganisations).Where(_ => pick.Next(4) > 0).Select(o => (long)o).ToHashSet();
            while (set.Count < size + BroadOrganisations)
            {
                set.Add(pick.Next(BroadOrganisations + 1, Organisations - PartnerHubs + 1));
            }

            // Each partner hub is in one small circle.
            if (c < PartnerHubs)
            {
                set.Add(Organisations - c);
            }

            return set.Order().ToArray();
        })];
    }

    /// <summary>One item: who, for whom, what.</summary>
    public Draft Next(long[][] members)
    {
        var kind = random.Next(100);
        var author = random.Next(1, Organisations - PartnerHubs + 1);
        var person = ((author - 1) * PersonsEach) + random.Next(1, PersonsEach + 1);
        var (label, parts) = kind switch
        {
            < 55 => (Tlp.Green, (Part[])[new Part(PartKind.Community)]),
            < 80 => Circle(members, ref author, ref person),
            < 92 => (Tlp.AmberStrict, [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new Part(PartKind.Organisation, 1 + (random.Next(200) * 4) + (i % 2))).Distinct()]),
            < 97 => (Tlp.Red, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, (Organisations - PartnerHubs) * PersonsEach)).Distinct().Select(p => new Part(PartKind.Person, p, ((p - 1) / PersonsEach) + 1))]),
            _ => (Tlp.Clear, [new Part(PartKind.Public)]),
        };
        return new Draft(author, person, label, parts, Title(), Body(), Tags(), Versions(), label != Tlp.Red && random.Next(100) == 0 ? random.Next(1, Organisations - PartnerHubs + 1) : 0);
    }

    private (Tlp, Part[]) Circle(long[][] members, ref int author, ref int person)
    {
        var circle = random.Next(Circles);
        author = (int)members[circle][random.Next(members[circle].Length)];
        author = author > Organisations - PartnerHubs ? 1 : author;
        person = ((author - 1) * PersonsEach) + random.Next(1, PersonsEach + 1);
        return (Tlp.Amber, [new Part(PartKind.Circle, circle + 1)]);
    }

    /// <summary>One item of ten was revised, one of fifty twice.</summary>
    private int Versions() => random.Next(50) switch { 0 => 3, < 5 => 2, _ => 1 };

    /// <summary>None to three, some of them used by everybody.</summary>
    private string[] Tags() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => words[(int)(300 * Math.Pow(random.NextDouble(), 2))]).Distinct(StringComparer.Ordinal)];

    private string Title() => string.Join(' ', Enumerable.Range(0, random.Next(4, 10)).Select(_ => Word())) + (random.Next(5) == 0 ? " " + Chinese[random.Next(Chinese.Length)] : "");

    private string Body()
    {
        var text = new StringBuilder();
        var length = random.Next(40, 120);
        for (var i = 0; i < length; i++)
        {
            text.Append(Word()).Append(i % 12 == 11 ? ".\n" : " ");
        }

        text.Append(random.Next(2) == 0 ? Common : "").Append(' ').Append(random.Next(20) == 0 ? Phrase : "").Append(' ').Append(random.Next(20_000) == 0 ? Rare : "");
        text.Append(random.Next(4) == 0 ? Chinese[random.Next(Chinese.Length)] : "");
        text.Append(CultureInfo.InvariantCulture, $" hxxps://{Word()}[.]example/{random.Next(100_000)} 203[.]0[.]113[.]{random.Next(256)} CVE-2026-{random.Next(1000, 9999)}");
        return text.ToString();
    }

    /// <summary>Words as in a language: few often, most seldom.</summary>
    private string Word() => words[(int)(words.Length * Math.Pow(random.NextDouble(), 4))];

    /// <param name="Organisation">Of the author.</param>
    /// <param name="Person">The author.</param>
    /// <param name="Label">The label.</param>
    /// <param name="Parts">The audience.</param>
    /// <param name="Title">The title.</param>
    /// <param name="Body">The text.</param>
    /// <param name="Tags">The author's tags.</param>
    /// <param name="Versions">How many there are.</param>
    /// <param name="PassedOnTo">An organisation, or 0.</param>
    public sealed record Draft(int Organisation, int Person, Tlp Label, Part[] Parts, string Title, string Body, string[] Tags, int Versions, int PassedOnTo);
}
