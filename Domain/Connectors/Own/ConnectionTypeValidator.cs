using ConnectionsConsole.Domain.Values;
using FluentValidation;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>Whether a connection type of an own connector can be kept: forms, lengths, and that its parts fit each other. Messages stand at fields such as <c>inputs[2].key</c>.</summary>
internal sealed class ConnectionTypeValidator : AbstractValidator<ConnectionType>
{
    public const int MaximumLabelLength = 100;
    public const int MaximumDescriptionLength = 1_000;
    public const int MaximumHintLength = 500;
    public const int MostInputs = 50;
    public const int MostChoices = 100;
    public const int MaximumChoiceLength = 200;

    /// <summary>Names of fields that stand beside the values wherever a connection is made: an error at one of them could not be told from one at an input.</summary>
    private static readonly string[] s_reservedKeys = ["name", "description", "stableKey", "connectionType", "inputs", "customer", "revision", "allowedHosts"];

    private static readonly InputType[] s_types = [InputType.String, InputType.Text, InputType.Password, InputType.Boolean, InputType.Choice];

    /// <summary>Headers that frame the message, or that the connection itself signs in with.</summary>
    private static readonly string[] s_forbiddenHeaders =
        ["Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    public ConnectionTypeValidator()
    {
        RuleFor(t => t.Key).Must(k => k is not null && InputKey.IsValid(k)).WithMessage($"This is no key. {InputKey.Rule}");
        RuleFor(t => t.Label).NotEmpty().WithMessage("Give the connection type a name.")
            .MaximumLength(MaximumLabelLength).WithMessage($"A name has at most {MaximumLabelLength} characters.");
        RuleFor(t => t.Description).MaximumLength(MaximumDescriptionLength).WithMessage($"A description has at most {MaximumDescriptionLength:N0} characters.");
        RuleFor(t => t.Inputs).Must(i => i.Count > 0).WithMessage("A connection type has at least one input.")
            .Must(i => i.Count <= MostInputs).WithMessage($"A connection type has at most {MostInputs} inputs.");
        RuleFor(t => t.AllowedHosts).Must(h => h.Count <= AllowedHost.MostOfAList).WithMessage($"At most {AllowedHost.MostOfAList} allowed hosts are possible.");
        RuleFor(t => t).Custom((type, context) =>
        {
            CheckInputs(type.Inputs, context);
            CheckHosts(type.AllowedHosts, context);
            if (type.TestRequest is { } request)
            {
                CheckRequest(type, request, context);
            }

            if (type.OAuth is { } oauth)
            {
                OwnOAuthRules.Check(type, oauth, (field, message) => context.AddFailure($"OAuth.{field}", message));
            }
        });
    }

    private static void CheckInputs(IReadOnlyList<InputField> inputs, ValidationContext<ConnectionType> context)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = inputs[i];
            void Add(string field, string message) => context.AddFailure($"Inputs[{i}].{field}", message);

            if (input.Key is null || !InputKey.IsValid(input.Key))
            {
                Add("Key", $"This is no key. {InputKey.Rule}");
            }
            else if (s_reservedKeys.Contains(input.Key, StringComparer.OrdinalIgnoreCase))
            {
                Add("Key", $"\"{input.Key}\" has a meaning of its own. Choose another key.");
            }
            else if (!keys.Add(input.Key))
            {
                Add("Key", "Another input already has this key; upper and lower case do not count.");
            }

            if (string.IsNullOrWhiteSpace(input.Label) || input.Label.Length > MaximumLabelLength)
            {
                Add("Label", $"Give the input a label of at most {MaximumLabelLength} characters.");
            }

            if (!s_types.Contains(input.Type))
            {
                Add("Type", "An input of a connection is a text, a long text, a password, yes or no, or a choice.");
            }

            if ((input.Hint?.Length ?? 0) > MaximumHintLength || (input.Placeholder?.Length ?? 0) > MaximumHintLength)
            {
                Add("Hint", $"A hint has at most {MaximumHintLength} characters.");
            }

            CheckChoices(input, Add);
            CheckDefault(input, Add);
        }
    }

    private static void CheckChoices(InputField input, Action<string, string> add)
    {
        var choices = input.Choices ?? [];
        if (input.Type != InputType.Choice)
        {
            if (choices.Count > 0)
            {
                add("Choices", "Only a choice has choices.");
            }
        }
        else if (choices.Count is 0 or > MostChoices || choices.Any(c => string.IsNullOrWhiteSpace(c) || c.Length > MaximumChoiceLength || c.AsSpan().ContainsAny('\r', '\n', '\0')))
        {
            add("Choices", $"Give 1 to {MostChoices} choices, each of at most {MaximumChoiceLength} characters.");
        }
        else if (choices.Distinct(StringComparer.Ordinal).Count() < choices.Count)
        {
            add("Choices", "A choice stands there twice.");
        }
    }

    private static void CheckDefault(InputField input, Action<string, string> add)
    {
        if (string.IsNullOrEmpty(input.Default))
        {
            return;
        }

        if (input.IsSecret)
        {
            add("Default", "A secret has no default: everybody who may see the connector would read it.");
        }
        else if (InputValueRules.Check(input, input.Default) is { } message)
        {
            add("Default", message);
        }
    }

    private static void CheckHosts(IReadOnlyList<string> hosts, ValidationContext<ConnectionType> context)
    {
        if (hosts.FirstOrDefault(h => !AllowedHost.IsValid(h)) is { } wrong)
        {
            context.AddFailure("AllowedHosts", $"\"{Shorten(wrong)}\" is no host. {AllowedHost.Rule}");
        }
    }

    private static void CheckRequest(ConnectionType type, ConnectionTestRequest request, ValidationContext<ConnectionType> context)
    {
        void Add(string field, string message) => context.AddFailure($"TestRequest.{field}", message);

        if (!ConnectionTestRequest.Methods.Contains(request.Method, StringComparer.Ordinal))
        {
            Add("Method", "A test request is GET or HEAD: it must not change anything.");
        }

        CheckAddress(type, request.Url ?? "", Add);
        if (request.Headers.Count > ConnectionTestRequest.MaximumHeaders)
        {
            Add("Headers", $"At most {ConnectionTestRequest.MaximumHeaders} headers are possible.");
        }

        foreach (var header in request.Headers)
        {
            if (!IsHeaderName(header.Name) || s_forbiddenHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                Add("Headers", $"\"{Shorten(header.Name ?? "")}\" is no header that can be set here.");
            }
            else if (header.Value is null || header.Value.Length > ConnectionTestRequest.MaximumHeaderLength || header.Value.Any(char.IsControl))
            {
                Add("Headers", $"The header {header.Name} has line breaks, or more than {ConnectionTestRequest.MaximumHeaderLength:N0} characters.");
            }
            else if (ConnectionTemplate.Inputs(header.Value).FirstOrDefault(k => type.FindInput(k) is null) is { } unknown)
            {
                Add("Headers", $"The header {header.Name} names {{{unknown}}}, but there is no such input.");
            }
        }

        if (request.ExpectedStatuses.Count > ConnectionTestRequest.MaximumExpectedStatuses || request.ExpectedStatuses.Any(s => s is < 100 or > 599))
        {
            Add("ExpectedStatuses", $"Expected statuses are up to {ConnectionTestRequest.MaximumExpectedStatuses} numbers from 100 to 599.");
        }
    }

    private static void CheckAddress(ConnectionType type, string url, Action<string, string> add)
    {
        if (url.Length is 0 or > ConnectionTestRequest.MaximumUrlLength)
        {
            add("Url", $"Give the address that is requested, at most {ConnectionTestRequest.MaximumUrlLength:N0} characters.");
            return;
        }

        var named = ConnectionTemplate.Inputs(url);
        if (named.FirstOrDefault(k => type.FindInput(k) is null) is { } unknown)
        {
            add("Url", $"The address names {{{unknown}}}, but there is no such input.");
        }
        else if (named.FirstOrDefault(k => type.FindInput(k) is { IsSecret: true }) is { } secret)
        {
            add("Url", $"The address names the secret {{{secret}}}. Addresses stand in logs of every machine on the way: send it in a header.");
        }
        else
        {
            // Filled with something harmless, it has to be an address; a port takes a number.
            var filled = ConnectionTemplate.Fill(url, named.ToDictionary(k => k, _ => "1"));
            if (!Uri.TryCreate(filled, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            {
                // Where the whole address, or its beginning, is an input, only the connection's values can tell.
                if (!url.StartsWith('{'))
                {
                    add("Url", "This is no http or https address, such as https://{host}/v1/me.");
                }
            }
        }
    }

    /// <summary>RFC 9110 §5.1: a token.</summary>
    private static bool IsHeaderName(string? name) =>
        name is { Length: > 0 and <= 100 } && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
