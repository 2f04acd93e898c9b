namespace TechGraph.GraphQL.Types;

/// <summary>What every schema has without saying so: scalars, directives, introspection. Specification, sections 3.5, 3.13 and 4.2.</summary>
internal static class BuiltInSdl
{
    public const string Text = """
        scalar Int
        scalar Float
        scalar String
        scalar Boolean
        scalar ID

        "Leaves a selection in when the condition holds."
        directive @include("Whether it stays." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Leaves a selection out when the condition holds."
        directive @skip("Whether it goes." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks what should no longer be used."
        directive @deprecated("What to use instead, in Markdown." reason: String! = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Names the page that specifies a scalar."
        directive @specifiedBy("The page's address." url: String!) on SCALAR
        "Asks for exactly one field of an input object."
        directive @oneOf on INPUT_OBJECT

        "A schema as it describes itself."
        type __Schema {
          "What it is for; null where it does not say."
          description: String
          "Every type."
          types: [__Type!]!
          "The root of queries."
          queryType: __Type!
          "The root of mutations; null where there are none."
          mutationType: __Type
          "The root of subscriptions; null where there are none."
          subscriptionType: __Type
          "Every directive."
          directives: [__Directive!]!
        }

        "A type. Fields that do not belong to its kind are null."
        type __Type {
          "Which kind of type."
          kind: __TypeKind!
          "Its name; null for a list or non-null type."
          name: String
          "What it is; null where it does not say."
          description: String
          "The page that specifies a scalar."
          specifiedByURL: String
          "Fields of an object or interface."
          fields("Whether deprecated ones are among them." includeDeprecated: Boolean! = false): [__Field!]
          "Interfaces that an object or interface implements."
          interfaces: [__Type!]
          "Object types that an interface or union can be."
          possibleTypes: [__Type!]
          "Values of an enum."
          enumValues("Whether deprecated ones are among them." includeDeprecated: Boolean! = false): [__EnumValue!]
          "Fields of an input object."
          inputFields("Whether deprecated ones are among them." includeDeprecated: Boolean! = false): [__InputValue!]
          "The type inside a list or non-null type."
          ofType: __Type
          "Whether an input object takes exactly one field."
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind { "A leaf." SCALAR "Fields." OBJECT "Fields that several objects have." INTERFACE "One of several objects." UNION "One of several names." ENUM "Fields of an argument." INPUT_OBJECT "Several of one type." LIST "Never null." NON_NULL }

        "A field of an object or interface."
        type __Field {
          "Its name."
          name: String!
          "What it is; null where it does not say."
          description: String
          "Its arguments."
          args("Whether deprecated ones are among them." includeDeprecated: Boolean! = false): [__InputValue!]!
          "The type of its values."
          type: __Type!
          "Whether it should no longer be used."
          isDeprecated: Boolean!
          "What to use instead; null unless deprecated."
          deprecationReason: String
        }

        "An argument or a field of an input object."
        type __InputValue {
          "Its name."
          name: String!
          "What it is; null where it does not say."
          description: String
          "The type of its values."
          type: __Type!
          "Its default in GraphQL syntax; null where there is none."
          defaultValue: String
          "Whether it should no longer be used."
          isDeprecated: Boolean!
          "What to use instead; null unless deprecated."
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          "Its name."
          name: String!
          "What it is; null where it does not say."
          description: String
          "Whether it should no longer be used."
          isDeprecated: Boolean!
          "What to use instead; null unless deprecated."
          deprecationReason: String
        }

        "A directive."
        type __Directive {
          "Its name."
          name: String!
          "What it does; null where it does not say."
          description: String
          "Whether it may stand several times in one place."
          isRepeatable: Boolean!
          "Where it may stand."
          locations: [__DirectiveLocation!]!
          "Its arguments."
          args("Whether deprecated ones are among them." includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "Where a directive may stand."
        enum __DirectiveLocation { "A query." QUERY "A mutation." MUTATION "A subscription." SUBSCRIPTION "A field." FIELD "A fragment." FRAGMENT_DEFINITION "A spread." FRAGMENT_SPREAD "An inline fragment." INLINE_FRAGMENT "A variable." VARIABLE_DEFINITION "The schema." SCHEMA "A scalar." SCALAR "An object." OBJECT "A field's definition." FIELD_DEFINITION "An argument's definition." ARGUMENT_DEFINITION "An interface." INTERFACE "A union." UNION "An enum." ENUM "An enum's value." ENUM_VALUE "An input object." INPUT_OBJECT "An input field's definition." INPUT_FIELD_DEFINITION }

        type __Meta { __schema: __Schema! __type("The type's name." name: String!): __Type __typename: String! }
        """;
}
