namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>Documents about one rule each, against <see cref="TestSchema"/>: rule, valid or not, text.</summary>
internal static class WrittenDocuments
{
    public static IReadOnlyList<(string Rule, bool IsValid, string Text)> All { get; } = Parse("""
        ExecutableDefinitions - { toy { title } } type Extra { a: Int }
        ExecutableDefinitions - { toy { title } } extend type Dog { a: Int }
        ExecutableDefinitions - { toy { title } } schema { query: Root }
        ExecutableDefinitions - { toy { title } } directive @x on FIELD
        UniqueOperationNames + query A { must } query B { must } mutation C { walk { kind } }
        UniqueOperationNames - query A { must } query A { must }
        UniqueOperationNames - query A { must } mutation A { walk { kind } }
        LoneAnonymousOperation + { must }
        LoneAnonymousOperation - { must } { must }
        LoneAnonymousOperation - { must } query A { must }
        LoneAnonymousOperation + { must ...F } fragment F on Root { toy { title } }
        SingleFieldSubscriptions + subscription { named }
        SingleFieldSubscriptions + subscription { named named }
        SingleFieldSubscriptions - subscription { named born { name } }
        SingleFieldSubscriptions - subscription { a: named b: named }
        SingleFieldSubscriptions - subscription { ...F } fragment F on Watch { named born { name } }
        SingleFieldSubscriptions - subscription { ... { named } ... on Watch { born { name } } }
        SingleFieldSubscriptions - subscription { __typename }
        KnownTypeNames - query ($a: Unknown) { echo(string: $a) }
        KnownTypeNames - { being(id: 1) { ... on Unknown { name } } }
        KnownTypeNames - { must ...F } fragment F on Unknown { name }
        KnownTypeNames - query ($a: [Nowhere!]!) { echo(list: $a) }
        FragmentsOnCompositeTypes - { must ...F } fragment F on Int { name }
        FragmentsOnCompositeTypes - { ... on Kind { name } }
        FragmentsOnCompositeTypes - { ... on PetFilter { name } }
        FragmentsOnCompositeTypes + { ... on Root { must } }
        VariablesAreInputTypes - query ($a: Dog) { echo(any: $a) }
        VariablesAreInputTypes - query ($a: [Pet!]) { echo(any: $a) }
        VariablesAreInputTypes + query ($a: PetFilter) { echo(filter: $a) }
        ScalarLeafs - { must { name } }
        ScalarLeafs - { toy }
        ScalarLeafs - { pet }
        ScalarLeafs - { person { any { x } } }
        ScalarLeafs - { __schema }
        ScalarLeafs + { __schema { queryType { name } } __type(name: "Dog") { kind } }
        FieldsOnCorrectType - { unknown }
        FieldsOnCorrectType - { pet { name } }
        FieldsOnCorrectType + { pet { __typename ... on Dog { barks } } }
        FieldsOnCorrectType - { being(id: 1) { barks } }
        FieldsOnCorrectType - { toy { __schema { types { name } } } }
        FieldsOnCorrectType - mutation { __schema { types { name } } }
        FieldsOnCorrectType - { toy { __unknown } }
        UniqueFragmentNames - { ...F } fragment F on Root { must } fragment F on Root { must }
        KnownFragmentNames - { ...Missing }
        NoUnusedFragments - { must } fragment F on Root { must }
        NoUnusedFragments - { must } fragment F on Root { ...G } fragment G on Root { ...F }
        NoUnusedFragments + { ...F } fragment F on Root { ...G } fragment G on Root { must }
        PossibleFragmentSpreads - { dog { ... on Cat { name } } }
        PossibleFragmentSpreads - { dog { ...F } } fragment F on Toy { title }
        PossibleFragmentSpreads + { pet { ... on Being { name } } }
        PossibleFragmentSpreads + { dog { ... on Pet { __typename } } }
        PossibleFragmentSpreads - { toy { ... on Pet { __typename } } }
        PossibleFragmentSpreads + { named { ... on Person { id } ... on Being { age } } }
        NoFragmentCycles - { dog { ...F } } fragment F on Dog { ...F }
        NoFragmentCycles - { dog { ...F } } fragment F on Dog { friends { ...G } } fragment G on Dog { friends { ...F } }
        NoFragmentCycles - { dog { ...F } } fragment F on Dog { ...G ...H } fragment G on Dog { ...F } fragment H on Dog { ...F }
        NoFragmentCycles + { dog { ...F ...G } } fragment F on Dog { ...G } fragment G on Dog { name }
        UniqueVariableNames - query ($a: Int, $a: Int) { echo(int: $a) }
        NoUndefinedVariables - { echo(int: $a) }
        NoUndefinedVariables - query A { ...F } query B($a: Int) { ...F } fragment F on Root { echo(int: $a) }
        NoUndefinedVariables - { must @skip(if: $a) }
        NoUndefinedVariables - query ($b: Int) { echo(filter: { limit: $a, range: { from: $b } }) }
        NoUnusedVariables - query ($a: Int) { must }
        NoUnusedVariables - query ($a: Int, $b: Int) { echo(int: $a) }
        NoUnusedVariables + query ($a: Int) { ...F } fragment F on Root { echo(int: $a) }
        NoUnusedVariables + query ($a: Int!) { echo(list: [1, $a]) }
        KnownDirectives - { must @unknown }
        KnownDirectives - query @skip(if: true) { must }
        KnownDirectives - { must @deprecated }
        KnownDirectives - { ...F @once(what: DOG) } fragment F on Root { must }
        KnownDirectives + query ($a: Int @mark) @mark { ...F @mark echo(int: $a) } fragment F on Root @once(what: DOG) { must @mark }
        KnownDirectives - query ($a: Int @once(what: DOG)) { echo(int: $a) }
        UniqueDirectivesPerLocation - { must @skip(if: true) @skip(if: false) }
        UniqueDirectivesPerLocation + { must @skip(if: true) @include(if: false) }
        UniqueDirectivesPerLocation + { must @mark @mark(level: 2) }
        UniqueDirectivesPerLocation - { must @once(what: DOG) @once(what: CAT) }
        KnownArgumentNames - { toy { price(out: 1) } }
        KnownArgumentNames - { must @skip(if: true, unless: false) }
        KnownArgumentNames - { being(id: 1) { friends(kind: DOG) { name } } }
        KnownArgumentNames + { dog { friends(kind: DOG) { name } } }
        UniqueArgumentNames - { echo(int: 1, int: 2) }
        UniqueArgumentNames - { must @mark(level: 1, level: 2) }
        ProvidedRequiredArguments - { being { name } }
        ProvidedRequiredArguments - { must @skip }
        ProvidedRequiredArguments - { must @once }
        ProvidedRequiredArguments + { echo }
        ProvidedRequiredArguments - mutation { rename { name } }
        ValuesOfCorrectType - { being(id: null) { name } }
        ValuesOfCorrectType - { echo(int: "1") }
        ValuesOfCorrectType - { echo(int: 1.0) }
        ValuesOfCorrectType - { echo(int: 2147483648) }
        ValuesOfCorrectType + { echo(int: -2147483648) }
        ValuesOfCorrectType + { echo(float: 1) }
        ValuesOfCorrectType - { echo(float: "1") }
        ValuesOfCorrectType - { echo(string: 1) }
        ValuesOfCorrectType - { echo(string: DOG) }
        ValuesOfCorrectType - { echo(boolean: 1) }
        ValuesOfCorrectType + { echo(id: 123456789012345678901234567890) }
        ValuesOfCorrectType - { echo(id: 1.5) }
        ValuesOfCorrectType - { echo(id: true) }
        ValuesOfCorrectType - { echo(kind: "DOG") }
        ValuesOfCorrectType - { echo(kind: COW) }
        ValuesOfCorrectType + { echo(kind: FISH) }
        ValuesOfCorrectType + { echo(any: { a: [1, DOG, null, { b: "x" }] }) }
        ValuesOfCorrectType + { echo(list: 1) }
        ValuesOfCorrectType - { echo(list: [1, null]) }
        ValuesOfCorrectType - { echo(list: [1, "2"]) }
        ValuesOfCorrectType - { echo(list: [[1]]) }
        ValuesOfCorrectType + { persons(nested: [[1], 2, null]) { id } }
        ValuesOfCorrectType + { persons(nested: 3) { id } }
        ValuesOfCorrectType - { echo(filter: { kinds: [COW] }) }
        ValuesOfCorrectType - { echo(filter: { unknown: 1 }) }
        ValuesOfCorrectType - { echo(filter: { range: { to: 1 } }) }
        ValuesOfCorrectType - { echo(filter: { limit: null }) }
        ValuesOfCorrectType - { echo(filter: 1) }
        ValuesOfCorrectType + { echo(filter: { not: { limit: 1 } }) }
        ValuesOfCorrectType - { echo(required: null) }
        ValuesOfCorrectType - query ($a: Int = "x") { echo(int: $a) }
        ValuesOfCorrectType - query ($a: PetFilter = { range: {} }) { echo(filter: $a) }
        ValuesOfCorrectType - query ($a: Int! = null) { echo(int: $a) }
        UniqueInputFieldNames - { echo(filter: { limit: 1, limit: 2 }) }
        UniqueInputFieldNames - { echo(any: { a: { b: 1, b: 2 } }) }
        VariablesInAllowedPosition - query ($a: Int) { echo(string: $a) }
        VariablesInAllowedPosition - query ($a: ID) { being(id: $a) { name } }
        VariablesInAllowedPosition + query ($a: ID = "x") { being(id: $a) { name } }
        VariablesInAllowedPosition - query ($a: ID = null) { being(id: $a) { name } }
        VariablesInAllowedPosition + query ($a: Int) { echo(required: $a) }
        VariablesInAllowedPosition + query ($a: Int) { echo(filter: { limit: $a }) }
        VariablesInAllowedPosition - query ($a: Float) { echo(filter: { range: { from: $a } }) }
        VariablesInAllowedPosition - query ($a: Int) { echo(list: [$a]) }
        VariablesInAllowedPosition + query ($a: Int!) { echo(list: [$a]) }
        VariablesInAllowedPosition - query ($a: Int) { echo(list: $a) }
        VariablesInAllowedPosition - query ($a: [Int]) { echo(list: $a) }
        VariablesInAllowedPosition + query ($a: [Int!]!) { echo(list: $a) }
        VariablesInAllowedPosition - query ($a: Boolean) { must @skip(if: $a) }
        VariablesInAllowedPosition - query ($a: Shade) { echo(kind: $a) }
        VariablesInAllowedPosition - query ($a: Int) { echo(float: $a) }
        OverlappingFieldsCanBeMerged + { must must }
        OverlappingFieldsCanBeMerged - { a: must a: echo }
        OverlappingFieldsCanBeMerged - { echo(int: 1) echo(int: 2) }
        OverlappingFieldsCanBeMerged + { echo(int: 1, string: "a") echo(string: "a", int: 1) }
        OverlappingFieldsCanBeMerged - { echo(int: 1) echo }
        OverlappingFieldsCanBeMerged + query ($a: Int) { echo(int: $a) echo(int: $a) }
        OverlappingFieldsCanBeMerged - query ($a: Int, $b: Int) { echo(int: $a) echo(int: $b) }
        OverlappingFieldsCanBeMerged + { echo(filter: { limit: 1, name: "x" }) echo(filter: { name: "x", limit: 1 }) }
        OverlappingFieldsCanBeMerged - { dog { x: name x: nick } }
        OverlappingFieldsCanBeMerged + { pet { ... on Dog { x: name } ... on Cat { x: nick } } }
        OverlappingFieldsCanBeMerged - { pet { ... on Dog { nick } ... on Cat { nick } } }
        OverlappingFieldsCanBeMerged - { pet { ... on Dog { x: name } ... on Cat { x: lives } } }
        OverlappingFieldsCanBeMerged - { pet { ... on Dog { x: barks } ... on Cat { x: meows } } }
        OverlappingFieldsCanBeMerged - { pet { ... on Dog { x: owner { name } } ... on Cat { x: owner { name } } } }
        OverlappingFieldsCanBeMerged - { being(id: 1) { ... on Being { x: name } ... on Dog { x: nick } } }
        OverlappingFieldsCanBeMerged - { dog { friends { name } friends(first: 1) { name } } }
        OverlappingFieldsCanBeMerged - { toy { owner { x: name } owner { x: age } } }
        OverlappingFieldsCanBeMerged - { toy { ...F ...G } } fragment F on Toy { owner { x: name } } fragment G on Toy { owner { x: age } }
        OverlappingFieldsCanBeMerged + { toy { ...F ...G } } fragment F on Toy { owner { x: name } } fragment G on Toy { owner { x: name } }
        OverlappingFieldsCanBeMerged - { things { ... on Toy { x: parts { y: title } } ... on Person { x: best { ... on Dog { y: name } } } } }
        OverlappingFieldsCanBeMerged + { things { ... on Toy { x: owner { y: name } } ... on Person { x: best { ... on Dog { y: name } } } } }
        OverlappingFieldsCanBeMerged - { things { ... on Toy { x: owner { y: name } } ... on Person { x: best { ... on Dog { y: barks } } } } }
        MaxIntrospectionDepth + { __schema { types { fields { type { fields { name } } } } } }
        MaxIntrospectionDepth - { __schema { types { fields { type { fields { type { fields { name } } } } } } } }
        MaxIntrospectionDepth - { __type(name: "Dog") { ...F } } fragment F on __Type { interfaces { possibleTypes { fields { name } } } }
        """);

    private static List<(string Rule, bool IsValid, string Text)> Parse(string lines) =>
        [.. lines.Split('\n').Select(line => line.Split(' ', 3)).Select(parts => (parts[0], parts[1] == "+", parts[2]))];
}
