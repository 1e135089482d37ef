using System.Text.Json;
using Infohub.Demo.Script;

namespace Infohub.Demo.Community;

/// <summary>Turns an item's tale into acts: shared, answered, corrected, relabelled, gone.</summary>
internal sealed class Telling(DateTimeOffset now)
{
    private readonly DemoCalendar calendar = new(now);
    private readonly Filling filling = new(new DemoCalendar(now));

    public IEnumerable<Act> Acts(Tale tale)
    {
        var at = calendar.At(tale.DaysAgo, tale.Name, workdays: tale.Name[..2] is "c-" or "s-" or "v-");
        var body = Fill(tale, tale.Body, at);
        yield return tale.Draft is { } reviewers ? Draft(tale, at, body, reviewers) : Share(tale, at, body);
        if (tale.File is [var name, var kind])
        {
            yield return new AttachAct
            {
                At = at + 60,
                By = tale.Key is null ? tale.By : null,
                Key = tale.Key,
                Item = tale.Name,
                Name = tale.Name + "-file",
                File = name,
                Text = DemoFiles.Text(kind, tale),
            };
        }

        foreach (var act in Answers(tale, at).Concat(Corrections(tale, at, body)).Concat(Endings(tale, at)))
        {
            yield return act;
        }
    }

    public IEnumerable<Act> Acts(PassingTale tale, Act on)
    {
        var name = $"{tale.On}-{tale.Hours}";
        var at = Later(on.At, DemoCalendar.Hours(tale.Hours), 3);
        if (tale.Pass is [var passer, var to])
        {
            yield return new PassOnAct { At = at, By = passer, Name = "pass-" + name, Item = tale.On, Part = Part(to) };
        }

        if (tale.Ask is [var asker, var part])
        {
            yield return new AskWiderAct { At = at, By = asker, Name = "ask-" + name, Item = tale.On, Part = Part(part) };
        }

        if (tale.Answer is [var who, var hours, var give])
        {
            yield return new AnswerWiderAct { At = Later(on.At, DemoCalendar.Hours(hours.GetDouble()), 2), By = who.GetString(), Ask = "ask-" + name, Give = give.GetBoolean() };
        }
    }

    private ShareAct Share(Tale tale, long at, string body) => new()
    {
        At = at,
        By = tale.Key is null ? tale.By : null,
        Key = tale.Key,
        Name = tale.Name,
        Kind = tale.Kind,
        Label = tale.Label,
        Audience = Parts(tale.Audience),
        Attribution = tale.Attribution,
        Pap = tale.Pap,
        Title = Fill(tale, tale.Title, at),
        Body = body,
        References = tale.References,
        Language = tale.Language,
        Tags = Tagging.Of(tale.Language, tale.Title + "\n" + body),
        Embargo = After(at, tale.Embargo),
        Release = After(at, tale.Release),
        Expiry = After(at, tale.Expiry),
    };

    private DraftAct Draft(Tale tale, long at, string body, IReadOnlyList<string> reviewers) => new()
    {
        At = at,
        By = tale.By,
        Name = tale.Name,
        Kind = tale.Kind,
        Label = tale.Label,
        Audience = Parts(tale.Audience),
        Title = tale.Title,
        Body = body,
        Language = tale.Language,
        Reviewers = reviewers,
    };

    private IEnumerable<Act> Answers(Tale tale, long at) => tale.Comments.Select((c, n) => new CommentAct
    {
        At = Later(at, DemoCalendar.Days(c[1].GetDouble()), tale.Comments.Count - n),
        By = c[0].GetString(),
        Name = $"{tale.Name}-comment-{n + 1}",
        Item = tale.Name,
        Body = Fill(tale, c[2].GetString()!, at),
    });

    private IEnumerable<Act> Corrections(Tale tale, long at, string body)
    {
        foreach (var addition in tale.Additions)
        {
            body += "\n\n" + Fill(tale, addition[1].GetString()!, at);
            yield return new ReviseAct { At = Later(at, DemoCalendar.Days(addition[0].GetDouble()), 1), By = tale.By, Item = tale.Name, Title = Fill(tale, tale.Title, at), Body = body };
        }

        if (tale.Relabel is [var hours, var label, var audience])
        {
            yield return new RelabelAct { At = After(at, hours), By = tale.By, Item = tale.Name, Label = label.GetString()!, Audience = Parts(audience.GetString()!) };
        }
    }

    private static IEnumerable<Act> Endings(Tale tale, long at)
    {
        if (tale.Withdraw is [var hours, var reason])
        {
            yield return new WithdrawAct { At = After(at, hours), By = tale.By, Item = tale.Name, Reason = reason.GetString()! };
        }

        if (tale.Hide is [var hideHours, var officer, var second, var why])
        {
            yield return new HideAct { At = After(at, hideHours), By = officer.GetString(), Second = second.GetString()!, Item = tale.Name, Reason = why.GetString()! };
        }

        if (tale.Open is { } open)
        {
            yield return new OpenAttributionAct { At = at + DemoCalendar.Hours(open), By = tale.By, Item = tale.Name };
        }
    }

    private string Fill(Tale tale, string text, long at) => filling.Fill(text, tale.Name, tale.Language, at);

    private static long After(long at, JsonElement hours) => at + DemoCalendar.Hours(hours.GetDouble());

    private static long? After(long at, double? days) => days is { } some ? at + DemoCalendar.Days(some) : null;

    /// <summary>That much later, but before now; what is left waits in order.</summary>
    private static long Later(long at, long seconds, int left) => Math.Min(at + seconds, -30 * left);

    private static List<ActPart> Parts(string words) => [.. words.Split(' ').Select(Part)];

    private static ActPart Part(string word) => word switch
    {
        "public" => ActPart.Public,
        "community" => ActPart.Community,
        _ when word.StartsWith("circle:", StringComparison.Ordinal) => ActPart.OfCircle(word["circle:".Length..]),
        _ when word.StartsWith("org:", StringComparison.Ordinal) => ActPart.OfOrganisation(word["org:".Length..]),
        _ when word.StartsWith("person:", StringComparison.Ordinal) => ActPart.OfPerson(word["person:".Length..]),
        _ => throw new InvalidDataException($"\"{word}\" is no part."),
    };
}
