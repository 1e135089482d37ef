using Infohub.PdfText.Fonts;
using Infohub.PdfText.Objects;

namespace Infohub.PdfText.Pages;

/// <summary>Follows a content stream as far as it shows text (ISO 32000-2 §9.4).</summary>
internal sealed class Content(PdfFile file, TextSink into)
{
    private const int DeepestForm = 8;
    private const int DeepestState = 64;
    private const int MostOperands = 64;
    private const int MostFonts = 5_000;

    private readonly Dictionary<Dictionary, Font> fonts = [];

    /// <summary>What a run of marked content says in place of its letters (§14.9.4): the words, of which the first letter says all; null outside of one.</summary>
    private string? actual;
    private int within;

    public void Show(ReadOnlyMemory<byte> content, Dictionary? resources, Matrix place, int depth)
    {
        var state = new State { Place = place };
        var saved = new Stack<State>();
        var operands = new List<object?>();
        var lexer = new Lexer(content, file.Budget);
        while (!lexer.IsAtEnd)
        {
            var next = lexer.Next();
            if (next is not Word { Text: var word })
            {
                if (operands.Count < MostOperands)
                {
                    operands.Add(next);
                }

                continue;
            }

            switch (word)
            {
                case "q" when saved.Count < DeepestState:
                    saved.Push(state);
                    break;
                case "Q" when saved.Count > 0:
                    state = saved.Pop();
                    break;
                case "BDC" or "BMC":
                    Begin(operands, resources);
                    break;
                case "EMC" when within > 0:
                    actual = --within == 0 ? null : actual;
                    break;
                case "BI":
                    SkipPicture(lexer, content);
                    break;
                case "Do" when depth < DeepestForm:
                    ShowForm(operands, resources, state.Place, depth);
                    break;
                case "Tf" when operands is [.., Name font, double size]:
                    state = state with { Font = FontOf(font.Text, resources), Size = size };
                    break;
                default:
                    state = Act(word, operands, state);
                    break;
            }

            operands.Clear();
        }
    }

    private void Begin(List<object?> operands, Dictionary? resources)
    {
        if (within > 0)
        {
            within++;
        }
        else if (operands is [Name, var what]
            && (what is Name name ? file.Dictionary(file.Dictionary(resources?.GetValueOrDefault("Properties"))?.GetValueOrDefault(name.Text)) : what as Dictionary)?.GetValueOrDefault("ActualText") is { } said)
        {
            (actual, within) = (file.Text(said), 1);
        }
    }

    private State Act(string word, List<object?> o, State s)
    {
        switch (word)
        {
            case "cm" when Six(o) is { } m: return s with { Place = m.Then(s.Place) };
            case "BT": return s with { Text = Matrix.One, Line = Matrix.One };
            case "Tm" when Six(o) is { } m: return s with { Text = m, Line = m };
            case "Td" when o is [.., double x, double y]: return s.MovedTo(x, y);
            case "TD" when o is [.., double x, double y]: return (s with { Leading = -y }).MovedTo(x, y);
            case "T*": return s.MovedTo(0, -s.Leading);
            case "TL" when o is [.., double leading]: return s with { Leading = leading };
            case "Tc" when o is [.., double by]: return s with { Apart = by };
            case "Tw" when o is [.., double by]: return s with { WordsApart = by };
            case "Tz" when o is [.., double percent]: return s with { Stretch = percent / 100 };
            case "Ts" when o is [.., double rise]: return s with { Rise = rise };
            case "Tj" when o is [.., byte[] text]: return ShowText(text, s);
            case "'" when o is [.., byte[] text]: return ShowText(text, s.MovedTo(0, -s.Leading));
            case "\"" when o is [.., double words, double letters, byte[] text]: return ShowText(text, (s with { WordsApart = words, Apart = letters }).MovedTo(0, -s.Leading));
            case "TJ" when o is [.., List<object?> pieces]:
                foreach (var piece in pieces)
                {
                    s = piece switch
                    {
                        byte[] text => ShowText(text, s),
                        double back => s.Advanced(-back / 1000 * s.Size * s.Stretch),
                        _ => s,
                    };
                }

                return s;
            default: return s;
        }
    }

    private State ShowText(byte[] text, State s)
    {
        if (s.Font is not { } font)
        {
            return s;
        }

        foreach (var (said, width, isSpace) in font.Read(text))
        {
            file.Budget.Step(4);
            var from = s.At;
            s = s.Advanced(((width * s.Size) + s.Apart + (isSpace ? s.WordsApart : 0)) * s.Stretch);
            var glyph = s.Text.Then(s.Place);
            into.Show(within == 0 ? said : actual, from, s.At, Math.Abs(s.Size) * Math.Sqrt(Math.Abs((glyph.A * glyph.D) - (glyph.B * glyph.C))));
            actual = within == 0 ? null : "";
        }

        return s;
    }

    private void ShowForm(List<object?> operands, Dictionary? resources, Matrix place, int depth)
    {
        if (operands is not [.., Name name] || file.Resolve(file.Dictionary(resources?.GetValueOrDefault("XObject"))?.GetValueOrDefault(name.Text)) is not Packed form
            || form.Of.GetValueOrDefault("Subtype") is not Name { Text: "Form" } || Unpacking.Run(form, file) is not { } content)
        {
            return;
        }

        var matrix = file.Resolve(form.Of.GetValueOrDefault("Matrix")) is List<object?> m ? Six(m) ?? Matrix.One : Matrix.One;
        Show(content, file.Dictionary(form.Of.GetValueOrDefault("Resources")) ?? resources, matrix.Then(place), depth + 1);
    }

    private Font? FontOf(string name, Dictionary? resources)
    {
        if (file.Dictionary(file.Dictionary(resources?.GetValueOrDefault("Font"))?.GetValueOrDefault(name)) is not { } of)
        {
            return null;
        }

        if (!fonts.TryGetValue(of, out var font))
        {
            if (fonts.Count >= MostFonts)
            {
                throw new TooMuchException();
            }

            fonts[of] = font = new Font(of, file);
        }

        return font;
    }

    /// <summary>A picture between its words ends with the first EI that stands alone (§8.9.7).</summary>
    private void SkipPicture(Lexer lexer, ReadOnlyMemory<byte> content)
    {
        var span = content.Span;
        for (var at = lexer.At; ;)
        {
            var found = span[at..].IndexOf("EI"u8);
            file.Budget.Step(found < 0 ? span.Length - at : found + 2);
            if (found < 0)
            {
                lexer.At = span.Length;
                return;
            }

            at += found + 2;
            if (Lexer.IsSpace(span[at - 3]) && (at == span.Length || Lexer.IsSpace(span[at])))
            {
                lexer.At = at;
                return;
            }
        }
    }

    private static Matrix? Six(List<object?> o) =>
        o is [.., double a, double b, double c, double d, double e, double f] ? new Matrix(a, b, c, d, e, f) : null;

    /// <summary>The part of the graphics state that text depends on.</summary>
    private readonly record struct State()
    {
        public Matrix Place { get; init; } = Matrix.One;
        public Matrix Text { get; init; } = Matrix.One;
        public Matrix Line { get; init; } = Matrix.One;
        public Font? Font { get; init; }
        public double Size { get; init; }
        public double Leading { get; init; }
        public double Apart { get; init; }
        public double WordsApart { get; init; }
        public double Stretch { get; init; } = 1;
        public double Rise { get; init; }

        /// <summary>Where the next letter is set, on the page.</summary>
        public (double X, double Y) At
        {
            get
            {
                var on = Matrix.Moved(0, Rise).Then(Text).Then(Place);
                return (on.E, on.F);
            }
        }

        public State MovedTo(double x, double y)
        {
            var to = Matrix.Moved(x, y).Then(Line);
            return this with { Text = to, Line = to };
        }

        public State Advanced(double by) => this with { Text = Matrix.Moved(by, 0).Then(Text) };
    }
}
