using System.Globalization;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Community.Public;

/// <summary>What the record keeps beside an act, in words: it holds numbers of states, roles, scopes and ceilings, alone, after a word (<c>roles 3</c>) or two of them (<c>0 to 1</c>).</summary>
public static class RecordDetail
{
    public static string Say(Words words, string act, string detail)
    {
        Func<int, string>? name = act switch
        {
            "organisation.state" => n => Governance.Say.Organisation(words, n),
            "person.state" => n => Governance.Say.Person(words, n),
            "person.roles" or "person.invite" => n => n == 0 ? words["no role"] : Governance.Say.RoleNames(words, (Roles)n),
            "key.make" => n => Governance.Say.ScopeNames(words, (Scopes)n),
            "key.ceiling" => n => ((Tlp)n).Canonical(),
            _ => null,
        };
        if (name is null)
        {
            return act.StartsWith("elevation.", StringComparison.Ordinal) ? Governance.Say.Act(words, detail) : InWords(words, detail);
        }

        var numbers = new List<int>();
        foreach (var part in detail.Split(' '))
        {
            if (int.TryParse(part, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        return numbers.Count == 0 ? InWords(words, detail) : string.Join(" → ", numbers.Select(name));
    }

    private static string InWords(Words words, string detail) => detail switch
    {
        "password" => words["With a password and an app for codes"],
        "passkey" => words["With a passkey"],
        "terms" => words["Terms"],
        "active" => words["Active"],
        "applied" => words["Applied"],
        "again" => words["once more"],
        "by signing in" => words["by signing in"],
        "after leaving" => words["after leaving"],
        _ => detail,
    };
}
